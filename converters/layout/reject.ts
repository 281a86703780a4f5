import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** What a pipeline turns away. Zuul 2.6: `LayoutSchema.reject`. Zuul reference: Gerrit driver, requirements. */
export default defineLayoutKeys({
  object: 'pipelines[].reject',
  keys: {
    approval: {
      summary: 'Votes, none of which may be there',
      becomes: 'approval',
      grade: 'approximate',
      findings: ['pipeline/reject-without-votes'],
    },
  },
});
