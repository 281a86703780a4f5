import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** SonarQube Scanner plugin: address and token of a server as variables. Source: SonarBuildWrapper. */
export default defineConverter({
  element: 'hudson.plugins.sonar.SonarBuildWrapper',
  section: 'wrappers',
  plugin: 'sonar',
  summary: 'Gives the address and the token of a SonarQube server to the steps',
  becomes: 'A secret with placeholders and the variables of the plugin',
  grade: 'needs-human',
  findings: {
    server:
      'Address and token of the server stand in the settings of Jenkins: encrypt them with zuul-client encrypt and put them into the secret.',
    details: 'Belongs to the log-in to the server.',
  },
  convert(input, notes) {
    const field = input.child('installationName');
    const name = field?.text().trim() ?? '';
    notes.needsHuman('server', field ?? input, `(${name || 'the first one'})`);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    const binds = { SONAR_HOST_URL: 'url', SONAR_AUTH_TOKEN: 'token' };
    return { secrets: [{ credential: `sonar-${name || 'server'}`, kind: 'text', binds, at: input.at }] };
  },
});
