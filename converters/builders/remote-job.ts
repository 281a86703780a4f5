import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { serviceCall } from '../../src/convert/elements/service-call.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** How the plugin talks to the server; Zuul's node does it its own way. */
const TECHNICAL = [
  'enhancedLogging',
  'connectionRetryLimit',
  'httpPostReadTimeout',
  'httpGetReadTimeout',
  'trustAllCertificates',
  'overrideTrustAllCertificates',
  'maxConn',
  'useCrumbCache',
  'useJobInfoCache',
  'hostPermits',
  'parameterList',
  'queryString',
];

/** Starts a job on another Jenkins. Source: Parameterized Remote Trigger plugin, RemoteBuildConfiguration. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.ParameterizedRemoteTrigger.RemoteBuildConfiguration',
  section: 'builders',
  plugin: 'Parameterized-Remote-Trigger',
  summary: 'Starts a job on another Jenkins server',
  becomes: 'role call-service, with a secret for the server',
  grade: 'needs-human',
  findings: {
    server:
      "The address and the login of this server stand in Jenkins' global settings: put them into the secret, encrypted with zuul-client encrypt. When that server moves to Zuul too, let the job depend on a job instead.",
    login: 'The login and tokens are placeholders: encrypt them with zuul-client encrypt and put them into the secret.',
    technical: 'It says how the plugin talked to the server, or repeats what stands elsewhere.',
    queue: 'The plugin waited until the job was idle: the other server queues it.',
    abort: 'A stopped build stopped the other one: that one goes on now.',
    disabled: 'The step is switched off.',
  },
  convert(input, notes) {
    if (input.booleanOf('disabled')) {
      notes.dropped('disabled', input);
      return {};
    }
    const name = input.child('remoteJenkinsName');
    const server = name?.text().trim() ?? '';
    if (name !== undefined) notes.needsHuman('server', name, `(${server})`);
    const token = input.child('token');
    const hasToken = token !== undefined && token.text().trim() !== '';
    const logins = [input.child('auth'), input.child('auth2')].filter(hasLogin);
    together([...(hasToken ? [token] : []), ...logins], 'needs-human', (at) => notes.needsHuman('login', at));
    for (const login of [input.child('auth'), input.child('auth2'), input.child('overrideAuth')]) {
      login?.judgeAll('dropped');
    }
    together(
      TECHNICAL.map((field) => input.child(field)),
      'dropped',
      (at) => notes.dropped('technical', at),
    );
    for (const [field, code] of [
      ['preventRemoteBuildQueue', 'queue'],
      ['abortTriggeredJob', 'abort'],
    ] as const) {
      const found = input.child(field);
      if (found !== undefined && input.booleanOf(field)) notes.approximated(code, found);
      else found?.judgeAll('dropped');
    }
    const loads = input.booleanOf('loadParamsFromFile');
    const file = input.child('parameterFile');
    if (!loads) file?.judgeAll('dropped');
    const waits = input.booleanOf('blockBuildUntilComplete');
    const interval = input.child('pollInterval');
    if (!waits) interval?.judgeAll('dropped');
    const seconds = waits ? (interval?.integer() ?? 10) : 10;
    const parameters = Object.entries(parseJavaProperties(input.textOf('parameters')));
    const options: Record<string, Value | undefined> = {
      server: expandMacros(input.textOf('remoteJenkinsUrl').trim()),
      job: expandMacros(input.textOf('job').trim()),
      parameters: Object.fromEntries(parameters.map(([key, value]) => [key, expandMacros(value)])),
      parameter_file: loads ? expandMacros(file?.text().trim() ?? '') : undefined,
      wait: waits ? undefined : false,
      interval: seconds === 10 ? undefined : seconds,
    };
    const secret = stepSecret(
      server === '' ? 'jenkins-remote' : `jenkins-${server}`,
      { url: 'url', username: 'username', password: 'password', ...(hasToken && { token: 'token' }) },
      input,
    );
    const step = serviceCall('Start a job on another Jenkins', 'jenkins', options, secret, input);
    return {
      secrets: [secret.use],
      run: [input.booleanOf('shouldNotFailBuild') ? { ...step, ignoreErrors: true } : step],
    };
  },
});

/** Whether an element about the login names one. */
function hasLogin(login: Element | undefined): login is Element {
  let found = false;
  login?.walk((element) => {
    if (element.isLeaf && element.rawText.trim() !== '' && !/^(NONE|none)$/.test(element.rawText.trim())) found = true;
  });
  return found;
}
