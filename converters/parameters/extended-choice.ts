import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';

/** Extended Choice Parameter plugin. Source: ExtendedChoiceParameterDefinition.getDefaultParameterValue. */
export default defineConverter({
  element: 'com.cwctravel.hudson.plugins.extended_choice_parameter.ExtendedChoiceParameterDefinition',
  section: 'parameters',
  plugin: 'extended-choice-parameter',
  summary: 'A parameter with one or several values of a list, which may come from a file or a script',
  becomes: 'A variable with the default',
  grade: 'approximate',
  findings: {
    computed: 'The default is in a file or comes from a script, which only Jenkins has: write it into the variable.',
    form: 'Only says what Jenkins offers and how: nobody is asked, the default counts.',
  },
  convert(input, notes) {
    const preset = input.textOf('defaultValue');
    const isQuoted = preset !== '' && input.booleanOf('quoteValue');
    const computed = ['defaultPropertyFile', 'defaultGroovyScript', 'defaultGroovyScriptFile', 'defaultBindings']
      .map((name) => input.child(name))
      .find((field) => field !== undefined && field.rawText.trim() !== '');
    if (preset === '' && computed !== undefined) notes.needsHuman('computed', computed);
    const contribution = parameter(input, isQuoted ? `"${preset}"` : preset);
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return contribution;
  },
});
