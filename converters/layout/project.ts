import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A project. Zuul 2.6: `Scheduler._parseConfig`. Zuul reference: Project. */
export default defineLayoutKeys({
  object: 'projects[]',
  keys: {
    name: { summary: 'Name of the project', becomes: 'name', grade: 'exact', findings: ['project/skipped'] },
    'merge-mode': { summary: 'merge or cherry-pick', becomes: 'merge-mode', grade: 'exact' },
    template: { summary: 'Templates with their parameters', becomes: 'templates', grade: 'exact' },
    '<pipeline>': {
      summary: 'Job tree: a job waits for the one above it',
      becomes: 'jobs of the pipeline, with dependencies and the conditions of the jobs above',
      grade: 'exact',
      findings: [
        'tree/may-hang',
        'tree/may-hang-forced',
        'tree/two-parents',
        'tree/may-run-alone',
        'tree/non-voting-parent',
        'tree/soft-dependency',
      ],
    },
  },
});
