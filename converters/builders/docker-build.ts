import { defineConverter } from '../../src/convert/converter.js';
import { LOGIN_FINDING, readRegistry } from '../../src/convert/elements/docker-login.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Builds and pushes an image. Source: CloudBees Docker Build and Publish plugin, DockerBuilder. */
export default defineConverter({
  element: 'com.cloudbees.dockerpublish.DockerBuilder',
  section: 'builders',
  plugin: 'docker-build-publish',
  summary: 'Builds a container image and pushes it to a registry',
  becomes: 'a script that calls docker, with a secret for the registry',
  grade: 'approximate',
  findings: {
    login: LOGIN_FINDING,
    'server-login':
      'The certificates for this Docker server are kept by Jenkins: put them into the secret, encrypted with zuul-client encrypt.',
    tool: TOOL_FINDING,
    display: 'It only changed what Jenkins shows or records, or is an option that Docker has no more.',
    'not-built': 'The image is there already and gets its tags only: this says how it is built.',
    'not-pushed': 'Nothing is pushed: the login is not needed.',
  },
  convert(input, notes) {
    readToolName(input.child('dockerToolName'), notes);
    together(
      ['createFingerprint', 'skipDecorate', 'forceTag'].map((name) => input.child(name)),
      'dropped',
      (at) => notes.dropped('display', at),
    );
    const skipsPush = input.booleanOf('skipPush');
    const skipsBuild = input.booleanOf('skipBuild');
    const endpoint = input.child('registry');
    endpoint?.children();
    const credentials = endpoint?.child('credentialsId');
    if (skipsPush && credentials !== undefined) notes.dropped('not-pushed', credentials);
    const registry = readRegistry(endpoint?.child('url'), skipsPush ? undefined : credentials, input, (at) =>
      notes.needsHuman('login', at, `(${at.rawText.trim()})`),
    );
    const server = readServer(input.child('server'), (at) =>
      notes.needsHuman('server-login', at, `(${at.rawText.trim()})`),
    );

    const name = registry.prefix + input.textOf('repoName').trim();
    const tags = input
      .textOf('repoTag')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    // Without a tag of its own the image has Docker's usual one.
    const skipsLatest = input.booleanOf('skipTagLatest');
    const latest = tags.length > 0 && skipsLatest ? [] : ['latest'];
    const images = [...new Set([...tags, ...latest])].map((tag) => `${name}:${tag}`);
    const tagging = tags.length === 0 ? [] : images.map((image) => commandLine(['docker', 'tag', name, image]));
    const build = skipsBuild ? tagging : [buildLine(input, images)];
    if (skipsBuild)
      together(
        BUILD_OPTIONS.map((field) => input.child(field)),
        'dropped',
        (at) => notes.dropped('not-built', at),
      );
    const lines = [
      ...server.lines,
      ...registry.login,
      ...build,
      ...(skipsPush ? [] : images.map((image) => commandLine(['docker', 'push', image]))),
    ];
    if (lines.length === 0) return {};
    const environment = { ...registry.environment, ...server.environment };
    const quiet = registry.login.length + server.secrets.length > 0;
    const secrets = [...registry.secrets, ...server.secrets];
    return {
      ...(secrets.length > 0 && { secrets }),
      run: [shellStep({ name: 'Build and push an image', lines, environment, quiet }, input)],
    };
  },
});

const BUILD_OPTIONS = ['noCache', 'noForcePull', 'forcePull', 'dockerfilePath', 'buildContext', 'buildAdditionalArgs'];

function buildLine(input: Element, images: readonly string[]): string {
  const file = input.textOf('dockerfilePath').trim();
  const pulls = input.child('forcePull') === undefined ? !input.booleanOf('noForcePull') : input.booleanOf('forcePull');
  return commandLine([
    'docker',
    'build',
    ...images.flatMap((image) => ['--tag', image]),
    ...(input.booleanOf('noCache') ? ['--no-cache'] : []),
    ...(pulls ? ['--pull'] : []),
    ...(file === '' ? [] : ['--file', /\/$/.test(file) ? `${file}Dockerfile` : file]),
    ...tokenize(input.textOf('buildAdditionalArgs')),
    input.textOf('buildContext').trim() || '.',
  ]);
}

interface Server {
  readonly lines: readonly string[];
  readonly secrets: readonly SecretUse[];
  readonly environment: Readonly<Record<string, Value>>;
}

/** The Docker server, where it is not that of the node. Its certificates go into files that only this step has. */
function readServer(server: Element | undefined, raise: (credentials: Element) => void): Server {
  server?.children();
  const uri = server?.child('uri')?.text().trim() ?? '';
  const host: Readonly<Record<string, Value>> = uri === '' ? {} : { DOCKER_HOST: expandMacros(uri) };
  const credentials = server?.child('credentialsId');
  const credential = credentials?.text().trim() ?? '';
  if (server === undefined || credentials === undefined || credential === '') {
    return { lines: [], secrets: [], environment: host };
  }
  raise(credentials);
  const binds = { DOCKER_CA: 'ca_certificate', DOCKER_CERTIFICATE: 'certificate', DOCKER_KEY: 'private_key' };
  const { use, variables } = stepSecret(credential, binds, server);
  return {
    lines: [
      'umask 077',
      'export DOCKER_TLS_VERIFY=1',
      'DOCKER_CERT_PATH=$(mktemp -d)',
      'export DOCKER_CERT_PATH',
      'trap \'rm -rf -- "$DOCKER_CERT_PATH"\' EXIT',
      'printf "%s\\n" "$DOCKER_CA" >"$DOCKER_CERT_PATH/ca.pem"',
      'printf "%s\\n" "$DOCKER_CERTIFICATE" >"$DOCKER_CERT_PATH/cert.pem"',
      'printf "%s\\n" "$DOCKER_KEY" >"$DOCKER_CERT_PATH/key.pem"',
    ],
    secrets: [use],
    environment: { ...host, ...variables },
  };
}
