import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { serviceCall } from '../../src/convert/elements/service-call.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';

/** Starts tests of Runscope and waits. Source: Runscope plugin, RunscopeBuilder; Runscope's API: Trigger URLs. */
export default defineConverter({
  element: 'com.runscope.jenkins.Runscope.RunscopeBuilder',
  section: 'builders',
  plugin: 'runscope',
  summary: 'Starts tests of Runscope and waits for their results',
  becomes: 'role call-service, with a secret for the token',
  grade: 'needs-human',
  findings: { token: 'The token is a placeholder: encrypt it with zuul-client encrypt and put it into the secret.' },
  convert(input, notes) {
    const token = input.child('accessToken');
    if (token !== undefined) notes.needsHuman('token', token);
    const timeout = input.child('timeout')?.integer() ?? 60;
    const secret = stepSecret('runscope', { token: 'token' }, input);
    const options = {
      url: expandMacros(input.textOf('triggerEndPoint').trim()),
      timeout: timeout === 60 ? undefined : timeout,
    };
    return { secrets: [secret.use], run: [serviceCall('Run tests of Runscope', 'runscope', options, secret, input)] };
  },
});
