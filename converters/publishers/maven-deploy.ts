import { defineConverter } from '../../src/convert/converter.js';
import { asFile } from '../../src/convert/elements/for-each-file.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Deploys what a build with Maven made. Jenkins deployed the files it had kept; here Maven does it, without running the tests
 * again. Source: Jenkins' Maven plugin, RedeployPublisher; Artifactory plugin, ArtifactoryRedeployPublisher; Maven deploy plugin.
 */
export default defineConverter({
  element: ['hudson.maven.RedeployPublisher', 'org.jfrog.hudson.ArtifactoryRedeployPublisher'],
  section: 'publishers',
  plugin: 'maven-plugin, artifactory',
  summary: 'Deploys the artifacts of a Maven build to a repository',
  becomes: 'a script that calls mvn deploy in post-run, with a secret for the settings',
  grade: 'needs-human',
  findings: {
    settings:
      'How to log in there stands in settings of Maven that Jenkins kept: put a settings.xml with this server into the secret, encrypted with zuul-client encrypt.',
    record:
      'What Artifactory was told about the build besides its files is lost: call jf rt build-publish where it matters.',
    options:
      'This says which builds deploy (only those that succeeded do here), is about Maven 2, or about what Artifactory does with the record of a build.',
    'not-deploying': 'It deploys no files.',
  },
  convert(input, notes) {
    const isArtifactory = input.type.endsWith('ArtifactoryRedeployPublisher');
    if (isArtifactory && !input.booleanOf('deployArtifacts', true)) {
      notes.dropped('not-deploying', input);
      return {};
    }
    input.child('deployArtifacts')?.judgeAll('dropped');
    const { id, login, repositories } = isArtifactory ? ofArtifactory(input) : ofMaven(input);
    notes.needsHuman('settings', oneLeaf(input, login), id === '' ? undefined : `(${id})`);
    const secret = stepSecret(`maven-settings-${id || 'deploy'}`, { MAVEN_SETTINGS: 'settings' }, input);
    const skip = input.textOf('releaseEnvVar').trim();
    const pom = rootOf(input).child('rootPOM')?.rawText.trim() ?? '';
    const words = [
      'mvn',
      '--batch-mode',
      ...(pom === '' ? [] : ['--file', pom]),
      'deploy',
      '-DskipTests',
      ...repositories.map(([option, url]) => `-D${option}=${id || 'deploy'}::${url}`),
    ];
    const lines = [
      // A release has been deployed by the release plugin.
      ...(skip === '' ? [] : [`if [ "\${${skip}:-}" = true ]; then exit 0; fi`]),
      ...asFile('MAVEN_SETTINGS'),
      `${commandLine(words)} --settings "$file"`,
    ];
    const record = input.child('deployBuildInfo');
    if (record !== undefined && input.booleanOf('deployBuildInfo')) notes.approximated('record', record);
    leaveOutRest(input, (first) => notes.dropped('options', first));
    const step = shellStep({ name: 'Deploy with Maven', lines, environment: secret.variables, quiet: true }, input);
    return { secrets: [secret.use], post: [{ ...step, when: [SUCCEEDED] }] };
  },
});

interface Target {
  /** Server in the settings. */
  readonly id: string;
  /** The leaf that says with whose login. */
  readonly login: Element | undefined;
  /** Option of the deploy plugin and address. */
  readonly repositories: readonly (readonly [option: string, url: string])[];
}

function ofMaven(input: Element): Target {
  const id = input.child('id');
  const url = input.textOf('url').trim();
  const repositories = url === '' ? [] : [['altDeploymentRepository', url] as const];
  return { id: id?.text().trim() ?? '', login: id, repositories };
}

function ofArtifactory(input: Element): Target {
  const details = input.child('details') ?? input;
  const name = details.child('artifactoryName');
  const url = details.textOf('artifactoryUrl').trim().replace(/\/+$/, '');
  const repositories = [
    ['altReleaseDeploymentRepository', 'repositoryKey'],
    ['altSnapshotDeploymentRepository', 'snapshotsRepositoryKey'],
  ].flatMap(([option, field]) => {
    const key = details.textOf(field!).trim();
    return key === '' ? [] : [[option!, `${url}/${key}`] as const];
  });
  return { id: name?.text().trim() ?? '', login: name, repositories };
}

function rootOf(input: Element): Element {
  let root = input;
  while (root.parent !== undefined) root = root.parent;
  return root;
}
