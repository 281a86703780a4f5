import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { definitions, toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { Value } from '../../src/model/value.js';

/** Runs the scanner of SonarQube. Source: SonarQube Scanner plugin, SonarRunnerBuilder; SonarScanner's manual: SONAR_TOKEN. */
export default defineConverter({
  element: 'hudson.plugins.sonar.SonarRunnerBuilder',
  section: 'builders',
  plugin: 'sonar',
  summary: 'Runs the scanner of SonarQube',
  becomes: 'a script that calls sonar-scanner, with a secret for the server',
  grade: 'needs-human',
  findings: {
    tool: TOOL_FINDING,
    server:
      "The address and the token of the server stand in Jenkins' global settings: put them into the secret, encrypted with zuul-client encrypt.",
    jdk: 'Jenkins put this Java in place: the node has to have one that the scanner takes.',
  },
  convert(input, notes) {
    readToolName(input.child('sonarScannerName'), notes);
    const server = input.child('installationName');
    const name = server?.text().trim() ?? '';
    if (server !== undefined) notes.needsHuman('server', server, `(${name || 'default'})`);
    const jdk = input.child('jdk');
    if (jdk !== undefined && !['', '(Inherit From Job)'].includes(jdk.text().trim())) notes.approximated('jdk', jdk);
    const secret = stepSecret(
      name === '' ? 'sonarqube' : `sonarqube-${name}`,
      { SONAR_HOST_URL: 'url', SONAR_TOKEN: 'token' },
      input,
    );
    const project = input.textOf('project').trim();
    const task = input.textOf('task').trim();
    const java = input.textOf('javaOpts').trim();
    const words = [
      'sonar-scanner',
      ...(project === '' ? [] : [`-Dproject.settings=${project}`]),
      ...(task === '' ? [] : [`-Dsonar.task=${task}`]),
      ...definitions(parseJavaProperties(input.textOf('properties'))),
      ...tokenize(input.textOf('additionalArguments')),
    ];
    const environment: Record<string, Value> = {
      ...secret.variables,
      ...(java !== '' && { SONAR_SCANNER_OPTS: expandMacros(java) }),
    };
    return { secrets: [secret.use], run: [toolCall({ name: 'Run the Sonar scanner', words, environment }, input)] };
  },
});
