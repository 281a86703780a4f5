import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A row in a database. Zuul 2.6: `zuul/reporter/sql.py`. */
export default defineLayoutKeys({
  object: 'pipelines[].<action>.<sql>',
  keys: {
    score: {
      summary: 'A number that is stored with the buildset',
      becomes: 'nothing: Zuul always records builds',
      grade: 'dropped',
      findings: ['sql/always'],
    },
  },
});
