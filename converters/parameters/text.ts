import { defineConverter } from '../../src/convert/converter.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';

/** Jenkins core: TextParameterDefinition. `trim` also holds for the default. */
export default defineConverter({
  element: ['hudson.model.TextParameterDefinition', 'com.gem.persistentparameter.PersistentTextParameterDefinition'],
  section: 'parameters',
  plugin: 'core',
  summary: 'A parameter of several lines',
  becomes: 'A variable with the default',
  grade: 'exact',
  findings: {},
  convert(input) {
    const value = input.textOf('defaultValue');
    return parameter(input, input.booleanOf('trim') ? value.trim() : value);
  },
});
