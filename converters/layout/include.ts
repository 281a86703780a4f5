import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** Includes of a layout. Zuul 2.6: `LayoutSchema.include`. */
export default defineLayoutKeys({
  object: 'includes[]',
  keys: {
    'python-file': {
      summary: 'Path of a Python file, relative to the layout',
      becomes: 'nothing: the functions have to be looked at by a person',
      grade: 'needs-human',
      findings: ['layout/includes'],
    },
  },
});
