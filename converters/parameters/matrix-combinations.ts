import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

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
    form: 'Only says how Jenkins asks for the combinations: nobody is asked.',
  },
  convert(input, notes) {
    const filter = input.child('defaultCombinationFilter');
    const told = filter?.rawText.trim() ?? '';
    if (filter !== undefined && told !== '') notes.approximated('all-combinations', filter, `(${told})`);
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return {};
  },
});
