import { defineConverter } from '../../src/convert/converter.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { FAILED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';

/** Stops what a build that failed has started in OpenShift. Source: OpenShift Pipeline plugin's README; reference of `oc`. */
export default defineConverter({
  element: [
    'com.openshift.jenkins.plugins.pipeline.OpenShiftBuildCanceller',
    'com.openshift.jenkins.plugins.pipeline.OpenShiftDeployCanceller',
  ],
  section: 'publishers',
  plugin: 'openshift-pipeline',
  summary: 'Cancels builds or deployments in OpenShift when the build failed',
  becomes: 'a script that calls oc in post-run, with a secret for the token',
  grade: 'needs-human',
  findings: {
    token:
      'The token is a placeholder, and a token in a job definition has been seen by many: put a new one into the secret, encrypted with zuul-client encrypt.',
    display: 'It only says how much is printed.',
  },
  convert(input, notes) {
    const token = input.child('authToken');
    notes.needsHuman('token', oneLeaf(input, token));
    const verbose = input.child('verbose');
    if (verbose !== undefined) notes.dropped('display', verbose);
    const namespace = input.textOf('namespace').trim() || 'default';
    const secret = stepSecret(`openshift-${namespace}`, { OPENSHIFT_TOKEN: 'token' }, input);
    const server = input.textOf('apiURL').trim() || 'https://openshift.default.svc.cluster.local';
    const isBuild = input.type.endsWith('OpenShiftBuildCanceller');
    const words = isBuild
      ? ['cancel-build', '--state=new', '--state=pending', '--state=running', `bc/${input.textOf('bldCfg').trim()}`]
      : ['rollout', 'cancel', `dc/${input.textOf('depCfg').trim()}`];
    const line = `oc --server=${shellWord(server)} --token="$OPENSHIFT_TOKEN" --namespace=${shellWord(namespace)} ${commandLine(words)}`;
    const name = isBuild ? 'Cancel builds in OpenShift' : 'Cancel a deployment in OpenShift';
    const step = shellStep({ name, lines: [line], environment: secret.variables, quiet: true }, input);
    return { secrets: [secret.use], post: [{ ...step, when: [FAILED] }] };
  },
});
