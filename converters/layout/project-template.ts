import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A template. Zuul 2.6: `Scheduler._parseConfig`, `deep_format`. Zuul reference: Project Template. */
export default defineLayoutKeys({
  object: 'project-templates[]',
  keys: {
    name: {
      summary: 'Name of the template',
      becomes: 'name',
      grade: 'exact',
      findings: ['template/unused', 'template/lost-key'],
    },
    '<pipeline>': {
      summary: 'Job tree; {name} and other placeholders are put in for each project',
      becomes: 'jobs of the pipeline, with dependencies',
      grade: 'exact',
    },
  },
});
