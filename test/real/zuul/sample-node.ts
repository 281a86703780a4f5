import type { StandIns } from './static-node.js';

/**
 * Stands in for docker: keeps the words and the environment of each call, and does what the site's containers did as far as
 * publishers look at it. A repository with a file FAIL makes the container fail.
 */
const DOCKER = `#!/bin/sh
mkdir -p "$HOME/docker"
call=$(mktemp -d "$HOME/docker/XXXXXX")
printf '%s\\0' "$@" >"$call/words"
env -0 >"$call/environment"
if [ "$1" = compose ]; then echo '[{"ok": true}]' >../results.json 2>/dev/null; echo '[{"ok": true}]' >results.json; fi
[ "$1" = run ] || exit 0
for word; do
  case $word in --volume=*:/repo) repo=\${word#--volume=}; repo=\${repo%:/repo} ;; esac
done
cd "$repo" || exit 125
mkdir -p results build/html .tox/py39/log .tox/py311/log
echo '<testsuite tests="1"><testcase name="a"/></testsuite>' >results/unit.xml
echo page >build/html/index.html
echo log >.tox/py39/log/1.txt
echo log >.tox/py311/log/1.txt
echo "the container's own words"
[ ! -e FAIL ]
`;

const CURL = `#!/bin/sh
printf '%s\\n' "$@" >"$HOME/curl.log"
`;

/** Zuul's own copying goes to the real program. */
const RSYNC = `#!/bin/sh
if [ "$1" = --server ]; then exec /usr/bin/rsync "$@"; fi
printf '%s\\n' "$@" >"$HOME/rsync.log"
`;

/** Programs that the sample estate's jobs call, and that a test has to stand in for. */
export const SAMPLE_STAND_INS: StandIns = { docker: DOCKER, curl: CURL, rsync: RSYNC };
