import { defineConverter } from '../../src/convert/converter.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { shellStep } from '../../src/convert/elements/tool-call.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import type { Value } from '../../src/model/value.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';

/** Field → variable of WhiteSource's own scanner. */
const VARIABLES: Readonly<Record<string, string>> = {
  product: 'WS_PRODUCTTOKEN',
  productVersion: 'WS_PRODUCTVERSION',
  projectToken: 'WS_PROJECTTOKEN',
  requesterEmail: 'WS_REQUESTEREMAIL',
  libIncludes: 'WS_INCLUDES',
  libExcludes: 'WS_EXCLUDES',
};

/** Licence scan. Source: WhiteSource plugin, WhiteSourcePublisher; manual of the Unified Agent, configuration by variables. */
export default defineConverter({
  element: 'org.whitesource.jenkins.WhiteSourcePublisher',
  section: 'publishers',
  plugin: 'whitesource',
  summary: 'Has WhiteSource look at the libraries of a build',
  becomes: 'a script that calls the Unified Agent in post-run, with a secret for the key',
  grade: 'needs-human',
  findings: {
    key: "The key of the organisation stands in Jenkins' global settings or in the job: encrypt it with zuul-client encrypt, and put it into the secret. The jar of the Unified Agent has to be on the node.",
    poms: 'This is about builds with Maven, which the agent finds by itself.',
  },
  convert(input, notes) {
    notes.needsHuman('key', oneLeaf(input, input.child('jobApiToken')));
    const secret = stepSecret('whitesource', { WS_APIKEY: 'key' }, input);
    const environment: Record<string, Value> = { ...secret.variables };
    for (const [field, variable] of Object.entries(VARIABLES)) {
      const value = input.textOf(field).trim();
      if (value !== '') environment[variable] = expandMacros(value);
    }
    const policies = input.textOf('jobCheckPolicies').trim();
    if (policies === 'enable' || policies === 'disable')
      environment['WS_CHECKPOLICIES'] = String(policies === 'enable');
    leaveOutRest(input, (first) => notes.dropped('poms', first));
    const lines = ['exec java -jar "${WHITESOURCE_JAR:-/opt/whitesource/wss-unified-agent.jar}" -d "$WORKSPACE"'];
    const step = shellStep({ name: 'Scan with WhiteSource', lines, environment, quiet: true }, input);
    return { secrets: [secret.use], post: [{ ...step, when: [SUCCEEDED] }] };
  },
});
