import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { jinja } from '../../src/model/value.js';

/** Random String Parameter plugin: a text that no other build has. Zuul reference: Job variables, `zuul.build`. */
export default defineConverter({
  element: 'hudson.plugins.random_string_parameter.RandomStringParameterDefinition',
  section: 'parameters',
  plugin: 'random-string-parameter',
  summary: 'A parameter with a random text',
  becomes: 'A variable with the id of the build, which no other build has',
  grade: 'exact',
  findings: { form: 'Only says how Jenkins asks for the value: nobody is asked.' },
  convert(input, notes) {
    const name = input.need('name').text();
    input.child('description')?.judgeAll('dropped');
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return { environment: { [name]: jinja("{{ zuul.build | replace('-', '') }}") } };
  },
});
