import { defineConverter } from '../../src/convert/converter.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';

/** Jenkins core: BooleanParameterDefinition. Whatever is not `true`, in any case, is false (XStream, BooleanConverter). */
export default defineConverter({
  element: [
    'hudson.model.BooleanParameterDefinition',
    'com.gem.persistentparameter.PersistentBooleanParameterDefinition',
  ],
  section: 'parameters',
  plugin: 'core',
  summary: 'A parameter that is true or false',
  becomes: 'A variable with the text true or false',
  grade: 'exact',
  findings: {},
  convert(input) {
    return parameter(input, String(input.textOf('defaultValue').trim().toLowerCase() === 'true'));
  },
});
