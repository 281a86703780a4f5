import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** The top of a layout. Zuul 2.6: `LayoutSchema.getSchema`. */
export default defineLayoutKeys({
  object: '',
  keys: {
    includes: {
      summary: 'Python files that are executed for their parameter functions',
      becomes: 'nothing: see parameter-function of jobs',
      grade: 'needs-human',
      findings: ['layout/includes'],
    },
    pipelines: {
      summary: 'The pipelines, in the order in which they are offered events',
      becomes: 'pipeline objects',
      grade: 'exact',
    },
    jobs: {
      summary: 'Attributes of jobs, by name or by pattern',
      becomes: 'attributes of job definitions; patterns are applied in the order in which v2 did',
      grade: 'exact',
      findings: ['job/unused', 'job/pattern-without-job'],
    },
    'project-templates': {
      summary: 'Job lists for several projects',
      becomes: 'project-template objects; with placeholders, one for each expansion that several projects share',
      grade: 'exact',
      findings: ['template/unused'],
    },
    projects: { summary: 'Job lists for each project and pipeline', becomes: 'project stanzas', grade: 'exact' },
  },
});
