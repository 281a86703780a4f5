#!/usr/bin/env bash
# The tier that needs real systems: Ansible, ansible-lint, and a running Zuul 14.2 with all that belongs to it.
# What cannot be installed is skipped, loudly, and never counted as passed: the tests say so themselves.
set -u
cd "$(dirname "$0")/.." || exit 2

for part in ansible zuul executor-ansible zookeeper bubblewrap node job-builder browser; do
  bash .ci/install-real.sh "$part" || printf 'SKIPPED: %s could not be installed; the tests that need it do not run.\n' "$part"
done

npm run --silent build || exit 1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Loading thousands of projects takes minutes on a busy machine: that is no reason to give up.
ZUULSHIFT_ANSIBLE="$PWD/.cache/real/bin" npx ava --timeout=30m 'test/real/**/*.test.ts' 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# count WORDS: adds up the numbers in AVA's summary that stand before words that fit.
count() {
  sed -nE "s/^ *([0-9]+) (${1})\$/\\1/p" "$log" | awk '{ sum += $1 } END { print sum + 0 }'
}
# Its line of passed tests is missing where others failed.
passed=$(grep -c '^ *✔ ' "$log")
failed=$(count '(tests?|hooks?|uncaught exceptions?|unhandled rejections?) failed|uncaught exceptions?|unhandled rejections?')
skipped=$(count 'tests? skipped')
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
printf '##count %s %s %s\n' "$passed" "$failed" "$skipped"
exit "$status"
