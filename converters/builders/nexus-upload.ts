import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import { shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { Contribution, SecretUse } from '../../src/model/jenkins-job.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

type Code = 'login' | 'server' | 'packaging' | 'tag' | 'nothing';

/**
 * Uploads files to a Maven repository of Nexus, at the paths that Maven gives them.
 * Source: Nexus Artifact Uploader plugin; Nexus Platform plugin, NexusPublisherBuildStep; Nexus manual: Maven repositories.
 */
export default defineConverter({
  element: ['sp.sd.nexusartifactuploader.NexusArtifactUploader', 'org.sonatype.nexus.ci.nxrm.NexusPublisherBuildStep'],
  section: 'builders',
  plugin: 'nexus-artifact-uploader, nexus-jenkins-plugin',
  summary: 'Uploads files to a Maven repository of Nexus',
  becomes: 'a script that calls curl, with a secret for the login',
  grade: 'needs-human',
  findings: {
    login:
      'The login is a placeholder: encrypt user name and password with zuul-client encrypt and put them into the secret.',
    server:
      "The address and the login of this server stand in Jenkins' global settings: put them into the secret, encrypted with zuul-client encrypt.",
    packaging: 'It only went into a POM that Nexus made: upload one where it is needed.',
    tag: 'Tags are a matter of a Nexus that is paid for: set it with a call of its own.',
    nothing: 'It names no file: the step uploaded nothing.',
  },
  convert(input, notes): Contribution {
    return input.type.endsWith('.NexusPublisherBuildStep') ? fromServer(input, notes) : fromAddress(input, notes);
  },
});

function fromAddress(input: Element, notes: Notes<Code>): Contribution {
  const read = (name: string): string => input.textOf(name).trim();
  const credentials = input.child('credentialsId');
  const credential = read('credentialsId');
  const user = read('nexusUser');
  const password = input.child('nexusPassword');
  const isLocked = (password?.text().trim() ?? '') !== '' || credential !== '' || user !== '';
  const logins = [password, credentials].filter((one) => one !== undefined && one.text().trim() !== '');
  together(logins, 'needs-human', (at) =>
    notes.needsHuman('login', at, credential === '' ? undefined : `(${credential})`),
  );
  const packaging = input.child('packaging');
  if (packaging !== undefined) notes.dropped('packaging', packaging);
  const host = read('nexusUrl').replace(/\/$/, '');
  const isThird = read('nexusVersion') === 'nexus3';
  const base = `${read('protocol') || 'http'}://${host}/${isThird ? 'repository' : 'content/repositories'}/${read('repository')}`;
  const secret = isLocked ? loginOf(credential === '' ? `nexus-${host}` : credential, user, input) : undefined;
  const [group, version] = [read('groupId'), read('version')];
  // Before version 2.3 of the plugin there was one file only.
  const artifacts = input.child('artifacts')?.children() ?? [input];
  const lines = artifacts.map((artifact) => {
    const file = artifact.textOf('file').trim();
    const part = (name: string): string => artifact.textOf(name).trim();
    const path = mavenPath(group, part('artifactId'), version, part('classifier'), part('type') || 'jar');
    return upload(file, shellWord(`${base}/${path}`), isLocked);
  });
  return uploading(input, lines, secret);
}

function fromServer(input: Element, notes: Notes<Code>): Contribution {
  const instance = input.child('nexusInstanceId');
  const name = instance?.text().trim() ?? '';
  if (instance !== undefined) notes.needsHuman('server', instance, `(${name})`);
  const tag = input.child('tagName');
  if (tag !== undefined && tag.text().trim() !== '') notes.needsHuman('tag', tag);
  const repository = input.child('nexusRepositoryId');
  const packages = input.child('packages')?.children() ?? [];
  if (packages.length === 0) {
    if (repository !== undefined) notes.dropped('nothing', repository);
    return {};
  }
  const secret = stepSecret(`nexus-${name}`, { ...LOGIN, NEXUS_URL: 'url' }, input);
  const lines = packages.flatMap((one) => {
    const coordinate = one.child('coordinate');
    const part = (field: string): string => coordinate?.textOf(field).trim() ?? '';
    const packaging = part('packaging');
    return (one.child('assets')?.children() ?? one.child('mavenAssetList')?.children() ?? []).map((asset) => {
      const [file, kind] = [asset.textOf('filePath').trim(), asset.textOf('extension').trim()];
      const path = mavenPath(
        part('groupId'),
        part('artifactId'),
        part('version'),
        asset.textOf('classifier').trim(),
        kind || packaging || 'jar',
      );
      const below = shellWord(`repository/${repository?.text().trim() ?? ''}/${path}`);
      return upload(file, `"$NEXUS_URL"/${below}`, true);
    });
  });
  return uploading(input, lines, secret);
}

const LOGIN = { NEXUS_USERNAME: 'username', NEXUS_PASSWORD: 'password' };

/** Maven's layout of a repository: `org/example/name/1.0/name-1.0-classifier.jar`. */
function mavenPath(group: string, name: string, version: string, classifier: string, type: string): string {
  const file = [name, version, ...(classifier === '' ? [] : [classifier])].join('-');
  return [...(/[${]/.test(group) ? [group] : group.split('.')), name, version, `${file}.${type}`].join('/');
}

/** Login of a server: the name of the user is no secret where the job names it. */
function loginOf(credential: string, user: string, at: Element): Secret {
  if (user === '') return stepSecret(credential, LOGIN, at);
  const { use, variables } = stepSecret(credential, { NEXUS_PASSWORD: 'password' }, at);
  return { use, variables: { NEXUS_USERNAME: expandMacros(user), ...variables } };
}

interface Secret {
  readonly use: SecretUse;
  readonly variables: Readonly<Record<string, Value>>;
}

/** The login comes on standard input, where no other process sees it. */
function upload(file: string, address: string, isLocked: boolean): string {
  const options = 'curl --fail --silent --show-error';
  const what = `--upload-file ${shellWord(file)} ${address}`;
  if (!isLocked) return `${options} ${what}`;
  return `printf 'user = "%s:%s"\\n' "$NEXUS_USERNAME" "$NEXUS_PASSWORD" |\n  ${options} --config - ${what}`;
}

function uploading(input: Element, lines: readonly string[], secret: Secret | undefined): Contribution {
  const isLocked = secret !== undefined;
  const step = { name: 'Upload files to Nexus', lines, environment: secret?.variables, quiet: isLocked };
  return { ...(isLocked && { secrets: [secret.use] }), run: [shellStep(step, input)] };
}
