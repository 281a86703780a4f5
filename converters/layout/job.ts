import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** An entry of `jobs`. Zuul 2.6: `LayoutSchema.job`, `Job.copy`. Zuul reference: Job. */
export default defineLayoutKeys({
  object: 'jobs[]',
  keys: {
    name: {
      summary: 'Name, or with a leading ^ a pattern for names',
      becomes: 'name; a pattern is applied to the jobs it fits',
      grade: 'exact',
      findings: ['job/pattern-without-job', 'job/unused', 'job/name-clash', 'job/skipped'],
    },
    voting: {
      summary: 'Whether the result counts',
      becomes: 'voting',
      grade: 'exact',
      findings: ['tree/non-voting-parent'],
    },
    branch: {
      summary: 'Patterns for the branch or ref, from its start',
      becomes: 'branches, on the definition or on the entries of the pipelines where it can fit',
      grade: 'exact',
      findings: [
        'matcher/regex',
        'matcher/too-many-conditions',
        'matcher/branch-in-timer',
        'matcher/branch-on-ref',
        'matcher/branch-on-ref-always',
        'matcher/branch-on-tag',
        'pipeline/mixed-events',
        'tree/may-hang',
        'tree/soft-dependency',
      ],
    },
    files: {
      summary: 'Patterns for files, from their start; one file has to fit',
      becomes: 'files; left out where the commit message fits',
      grade: 'approximate',
      findings: [
        'matcher/empty-change',
        'matcher/commit-message',
        'matcher/files-without-changes',
        'matcher/regex',
        'tree/may-hang-forced',
      ],
    },
    'skip-if': {
      summary: 'Conditions under which the job does not run',
      becomes: 'see jobs[].skip-if[]',
      grade: 'exact',
    },
    'success-message': { summary: 'Word in the report for SUCCESS', becomes: 'success-message', grade: 'exact' },
    'failure-message': { summary: 'Word in the report for FAILURE', becomes: 'failure-message', grade: 'exact' },
    'success-pattern': {
      summary: 'Link in the report after success',
      becomes: 'nothing: Zuul links its own build page',
      grade: 'approximate',
      findings: ['job/report-url'],
    },
    'failure-pattern': {
      summary: 'Link in the report after failure',
      becomes: 'nothing: Zuul links its own build page',
      grade: 'approximate',
      findings: ['job/report-url'],
    },
    'parameter-function': {
      summary: 'Python function that changes the parameters of each build',
      becomes: 'variables of jobs and projects, with --parameter-functions; else a person has to write them',
      grade: 'needs-human',
      findings: [
        'job/parameter-function',
        'parameter-function/varies',
        'parameter-function/tried',
        'parameter-function/fails',
        'parameter-function/unknown',
        'parameter-function/odd',
        'parameter-function/offline-node',
        'parameter-function/node',
        'parameter-function/branches-tried',
        'parameter-function/no-words',
      ],
    },
    'queue-name': {
      summary: 'Name of the shared queue that the job is in',
      becomes: 'name of a queue',
      grade: 'exact',
      findings: ['job/without-effect', 'queue/two-names', 'queue/widened', 'queue/tied-by-job', 'queue/separated'],
    },
    'hold-following-changes': {
      summary: 'Changes behind wait for the job',
      becomes: 'hold-following-changes',
      grade: 'exact',
    },
    mutex: {
      summary: 'One build at a time for all jobs with this name',
      becomes: 'a semaphore with max 1',
      grade: 'exact',
      findings: ['job/noop-attribute'],
    },
    attempts: {
      summary: 'How often a build is launched when workers are lost',
      becomes: 'attempts',
      grade: 'approximate',
      findings: ['job/attempts', 'job/without-effect', 'job/noop-attribute'],
    },
    tags: { summary: 'Words for parameter functions', becomes: 'tags', grade: 'exact' },
    swift: {
      summary: 'Where the job may upload to',
      becomes: 'nothing: the base job uploads logs',
      grade: 'approximate',
      findings: ['job/swift'],
    },
  },
});
