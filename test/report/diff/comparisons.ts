import fc from 'fast-check';
import type { Comparison, RunChange } from '../../../src/model/comparison.js';
import type { Finding } from '../../../src/model/finding.js';

/** Nothing differs between two trees. */
export const SAME: Comparison = {
  before: { name: 'origin/main:ci', kind: 'tree' },
  after: { name: './ci', kind: 'tree' },
  scenarios: { asked: 12, equal: 12 },
  projects: [],
  runs: [],
  places: [],
  queues: [],
  findings: { added: [], solved: [], open: [] },
  tasks: [],
  files: [],
  gaps: [],
};

export const WIDER: RunChange = {
  aspect: 'files',
  direction: 'widened',
  jobs: ['quibble-composer', 'quibble-node', 'quibble-selenium', 'quibble-vendor'],
  projects: ['core', 'skins/Vector', 'ext/A', 'ext/B'],
  pipelines: ['check', 'gate'],
  places: 8,
  before: '^src/ fits none of the files',
  after: 'runs',
  example: { project: 'core', pipeline: 'check', kind: 'change', branch: 'main', files: ['/COMMIT_MSG', 'lib/a'] },
  at: { side: 'after', file: 'zuul.d/jobs.yaml', line: 12 },
};

export const FINDING: Finding = {
  outcome: 'needs-human',
  code: 'ssh-agent/key',
  message: 'Put a key <here>, @you.',
  at: { file: 'jenkins/deploy.xml', line: 7 },
  job: 'deploy',
  output: 'zuul.d/jobs.yaml#deploy',
};

export const CHANGED: Comparison = {
  ...SAME,
  scenarios: { asked: 12, equal: 10 },
  projects: WIDER.projects,
  runs: [WIDER],
  queues: [{ pipeline: 'gate', queue: 'core', direction: 'changed', joined: ['ext/A'], left: [] }],
  findings: { added: [FINDING], solved: [], open: [] },
  tasks: [
    {
      code: FINDING.code,
      message: FINDING.message,
      places: [{ at: FINDING.at, job: 'deploy', output: 'zuul.d/jobs.yaml#deploy', outputLine: 40, isNew: true }],
    },
  ],
  files: [
    { kind: 'changed', path: 'zuul.d/jobs.yaml', patch: '@@ -1 +1 @@\n-a\n+b\n', addedLines: 1, removedLines: 1 },
  ],
};

const name = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 40 });

/** Comparisons of any size, with names that are out to break the markup. */
export const comparisons: fc.Arbitrary<Comparison> = fc
  .record({
    runs: fc.array(
      fc
        .record({ jobs: names, projects: names, pipelines: names, before: name, after: name })
        .map((parts) => ({ ...WIDER, ...parts })),
      { maxLength: 30 },
    ),
    messages: fc.array(fc.string({ maxLength: 200, unit: 'grapheme' }), { maxLength: 40 }),
    patches: fc.array(fc.string({ maxLength: 3000 }), { maxLength: 30 }),
  })
  .map(({ runs, messages, patches }) => {
    const added = messages.map((message, index) => ({ ...FINDING, code: `x/${String(index)}`, message }));
    return {
      ...CHANGED,
      runs,
      findings: { added, solved: added, open: [] },
      tasks: added.map(({ code, message }) => ({ code, message, places: CHANGED.tasks[0]!.places })),
      files: patches.map((patch, index) => ({ ...CHANGED.files[0]!, path: `f${String(index)}`, patch: `@@ ${patch}` })),
    };
  });
