import { defineConverter } from '../../src/convert/converter.js';

/** Matrix Combinations plugin: the person who starts a build ticks the combinations to run. Nobody ticks for Zuul. */
export default defineConverter({
  element: 'hudson.plugins.matrix_configuration_parameter.MatrixCombinationsParameterDefinition',
  section: 'parameters',
  plugin: 'matrix-combinations-parameter',
  summary: 'Lets the starter of a build choose combinations of a matrix',
  becomes: 'Nothing: all combinations run',
  grade: 'approximate',
  findings: {
    'all-combinations':
      'Zuul asks nobody which combinations to run: all of them do. Check that the default of this parameter left none out.',
  },
  convert(input, notes) {
    const filter = input.child('defaultCombinationFilter');
    notes.approximated('all-combinations', input, filter === undefined ? undefined : `(${filter.rawText.trim()})`);
    return {};
  },
});
