#!/usr/bin/env bash
# The tier that needs real systems: Ansible and ansible-lint from the Python registry, in a venv of its own.
# What cannot be installed is skipped, loudly, and never counted as passed.
set -u
cd "$(dirname "$0")/.." || exit 2

venv=.cache/real
pins='ansible-core==2.16.19 ansible-lint==26.10.1'
stamp=$venv/pins.txt

if [ "$(cat "$stamp" 2>/dev/null)" != "$pins" ]; then
  rm -rf "$venv"
  # shellcheck disable=SC2086
  if python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check $pins; then
    printf '%s' "$pins" >"$stamp"
  else
    echo 'SKIPPED: Ansible could not be installed from the Python registry; nothing of the real tier ran.' >&2
    echo '##count 0 0 1'
    exit 0
  fi
fi

npm run --silent build || exit 1

log=$(mktemp)
ZUULSHIFT_ANSIBLE="$PWD/$venv/bin" npx ava 'test/real/**/*.test.ts' 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
passed=$(sed -n 's/^ *\([0-9]*\) tests\{0,1\} passed.*/\1/p' "$log" | tail -n 1)
failed=$(sed -n 's/^ *\([0-9]*\) \(tests\{0,1\}\|uncaught exceptions\{0,1\}\) failed.*/\1/p' "$log" | tail -n 1)
skipped=$(sed -n 's/^ *\([0-9]*\) tests\{0,1\} skipped.*/\1/p' "$log" | tail -n 1)
rm -f "$log"
if [ "$status" -ne 0 ] && [ -z "$failed" ]; then failed=1; fi
printf '##count %s %s %s\n' "${passed:-0}" "${failed:-0}" "${skipped:-0}"
exit "$status"
