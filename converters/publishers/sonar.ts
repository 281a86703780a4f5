import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { MAVEN_SETTINGS_FINDINGS, readMavenSettings } from '../../src/convert/elements/maven-call.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { secretField } from '../../src/convert/elements/role-steps.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { Template } from '../../src/model/value.js';

/** Analysis after a build with Maven. Source: SonarQube Scanner plugin, SonarPublisher and SonarMaven. */
export default defineConverter({
  element: 'hudson.plugins.sonar.SonarPublisher',
  section: 'publishers',
  plugin: 'sonar',
  summary: 'Runs the analysis of SonarQube with Maven, after the build',
  becomes: 'a script that calls mvn sonar:sonar in post-run, with a secret for the server',
  grade: 'needs-human',
  findings: {
    ...MAVEN_SETTINGS_FINDINGS,
    server:
      "The address of this server and the token stand in Jenkins' global settings: encrypt them with zuul-client encrypt and put them into the secret.",
    tools: 'Which Java and which Maven it takes is a matter of the node.',
    causes: 'Zuul does not know builds that were started by polling or by another job.',
  },
  convert(input, notes) {
    const settings = readMavenSettings(input, notes);
    const server = input.child('installationName');
    const name = server?.text().trim() ?? '';
    notes.needsHuman('server', oneLeaf(input, server), name === '' ? undefined : `(${name})`);
    const secret = stepSecret(`sonar-${name || 'server'}`, { SONAR_HOST_URL: 'url', SONAR_TOKEN: 'token' }, input);
    const pom = input.textOf('rootPom').trim();
    const option = (field: string, property: string): string[] => {
      const value = input.textOf(field).trim();
      return value === '' ? [] : [`-D${property}=${value}`];
    };
    const words = [
      'mvn',
      '--batch-mode',
      ...(pom === '' || pom === 'pom.xml' ? [] : ['--file', pom]),
      ...settings.options,
      ...(input.booleanOf('usePrivateRepository') ? ['-Dmaven.repo.local=$WORKSPACE/.repository'] : []),
      ...option('branch', 'sonar.branch'),
      ...option('language', 'sonar.language'),
      ...tokenize(input.textOf('jobAdditionalProperties')),
      'sonar:sonar',
    ];
    const skip = input.child('triggers')?.textOf('envVar').trim() ?? '';
    const lines = [...(skip === '' ? [] : [`if [ "\${${skip}:-}" = true ]; then exit 0; fi`]), commandLine(words)];
    const opts = input.textOf('mavenOpts').trim();
    const files = filesOf(settings.secrets.map(({ credential, binds }) => [credential, Object.keys(binds)[0]!]));
    const environment = { ...secret.variables, ...files.variables, ...(opts !== '' && { MAVEN_OPTS: opts }) };
    const causes = ['skipScmCause', 'skipUpstreamCause'].flatMap(
      (field) => input.child('triggers')?.child(field) ?? [],
    );
    for (const cause of causes) notes.dropped('causes', cause);
    leaveOutRest(input, (first) => notes.dropped('tools', first));
    const step = shellStep(
      { name: 'Analyse with SonarQube', lines: [...files.lines, ...lines], environment, quiet: true },
      input,
    );
    return { secrets: [secret.use, ...settings.secrets], post: [{ ...step, when: [SUCCEEDED] }] };
  },
});

/** Settings that Jenkins kept, written to files which are gone when the script ends. The wrappers' files are gone by now. */
function filesOf(kept: readonly (readonly [credential: string, variable: string])[]): {
  readonly lines: readonly string[];
  readonly variables: Readonly<Record<string, Template>>;
} {
  if (kept.length === 0) return { lines: [], variables: {} };
  const lines = kept.flatMap(([, variable]) => [
    `printf '%s\\n' "$${variable}_TEXT" >"$folder/${variable}"`,
    `${variable}="$folder/${variable}"`,
  ]);
  return {
    lines: ['folder=$(mktemp -d)', `trap 'rm -rf "$folder"' EXIT`, ...lines],
    variables: Object.fromEntries(
      kept.map(([credential, variable]) => [`${variable}_TEXT`, secretField(credential, 'content')]),
    ),
  };
}
