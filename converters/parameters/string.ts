import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';

/** Jenkins core: StringParameterDefinition. `trim` also holds for the default. Others are the same with a different form. */
export default defineConverter({
  element: [
    'hudson.model.StringParameterDefinition',
    'com.wangyin.parameter.WHideParameterDefinition',
    'com.gem.persistentparameter.PersistentStringParameterDefinition',
    'hudson.plugins.validating_string_parameter.ValidatingStringParameterDefinition',
  ],
  section: 'parameters',
  plugin: 'core, hidden-parameter, persistent-parameter, validating-string-parameter',
  summary: 'A parameter of one line',
  becomes: 'A variable with the default',
  grade: 'exact',
  findings: {
    form: 'Only says how Jenkins asks for the value and what it accepts: nobody is asked, the default counts.',
  },
  convert(input, notes) {
    const value = input.textOf('defaultValue');
    const contribution = parameter(input, input.booleanOf('trim') ? value.trim() : value);
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return contribution;
  },
});
