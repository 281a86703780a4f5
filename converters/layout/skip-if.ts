import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** An entry of `skip-if`: all of its keys have to hold. Zuul 2.6: `LayoutSchema.skip_if`, `zuul/change_matcher.py`. */
export default defineLayoutKeys({
  object: 'jobs[].skip-if[]',
  keys: {
    project: {
      summary: 'Pattern for the project, from its start',
      becomes: 'the entries of the projects it fits; alone: the job is not listed there',
      grade: 'exact',
    },
    branch: {
      summary: 'Pattern for the branch or ref, from its start',
      becomes: 'branches with negate; with files: a further entry for these branches',
      grade: 'exact',
      findings: ['matcher/skip-regex', 'matcher/too-many-conditions'],
    },
    'all-files-match-any': {
      summary: 'Patterns of which each file has to fit one',
      becomes: 'irrelevant-files',
      grade: 'exact',
      findings: ['matcher/overlapping-skips', 'matcher/skip-regex', 'matcher/single-file'],
    },
  },
});
