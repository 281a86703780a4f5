/** Every job of the sample estate: as Jenkins ran it, and as its conversion runs. */
import { fileURLToPath } from 'node:url';
import { needs } from '../roles/ansible.js';
import { compareSides, verdict } from './both-sides.js';
import { longTest } from './long-test.js';
import { compareContainers } from './wikimedia.js';

const ESTATE = fileURLToPath(new URL('../../../samples/estate/', import.meta.url));

/** Notes how a program was called, in the workspace. */
const NOTED = (name: string): string => `#!/bin/sh\nprintf '%s\\0' "$@" >>"$WORKSPACE/${name}.argv"\n`;

/** What the containers leave: reports (one with a failure), logs, pages; the tests of one job fail. */
const ACTS = `#!/bin/sh
cd "$WORKSPACE" || exit 1
case $1 in
  *' run '*)
    mkdir -p repo/results repo/.tox/py39/log repo/.tox/py311/log repo/build/html repo/coverage/a
    case $JOB_NAME in berth-unit-py39) inner='<failure/>' ;; *) inner= ;; esac
    echo "<testsuite><testcase name='a'>$inner</testcase></testsuite>" >repo/results/unit.xml
    echo log >repo/.tox/py39/log/1.txt; echo log >repo/.tox/py311/log/1.txt
    echo page >repo/build/html/index.html; echo page >repo/coverage/a/b.html
    case $JOB_NAME in chart-ui-node20) exit 7 ;; esac ;;
  *' compose '*) echo '[{"ok": true}]' >results.json ;;
esac
`;

needs('ansible-playbook')('every job of the sample estate behaves as it did in Jenkins', async (t) => {
  await longTest(t);
  const token = 's3cret "quoted" {{ x }}';
  const comparison = compareSides({
    jenkins: `${ESTATE}jenkins`,
    layout: `${ESTATE}layout.yaml`,
    settings: `${ESTATE}zuulshift.yaml`,
    // A folder, a pipeline that nobody has converted, and a job that only another one starts.
    leaveOut: ['maintenance', 'maintenance/sweep-registry', 'upload-file'],
    secrets: { 'pages-publish': { environment: { PAGES_TOKEN: token }, values: { pages_token: { value: token } } } },
    standIns: { 'docker-acts': ACTS, curl: NOTED('curl'), rsync: NOTED('rsync') },
    // Git notes times in its own files.
    leftOut: (path) => path.includes('/.git/'),
    compareCalls: compareContainers,
  });
  const said = verdict(comparison, 'sample estate');
  t.log(said);
  t.is(comparison.different.size, 0, said);
  t.is(comparison.jobs, 13);
});
