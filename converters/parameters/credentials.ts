import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';

/** Credentials plugin: the parameter holds the id of a credential, never its value. Source: CredentialsParameterDefinition. */
export default defineConverter({
  element: 'com.cloudbees.plugins.credentials.CredentialsParameterDefinition',
  section: 'parameters',
  plugin: 'credentials',
  summary: 'A parameter that names a credential',
  becomes: 'A variable with the id of the credential',
  grade: 'exact',
  findings: {
    form: 'Only says what Jenkins offers: nobody is asked, the default counts.',
    'no-default': 'No credential is named by default: name the one the job needs.',
  },
  convert(input, notes) {
    const preset = input.textOf('defaultValue').trim();
    const contribution = parameter(input, preset);
    if (preset === '') notes.needsHuman('no-default', input.need('name'));
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return contribution;
  },
});
