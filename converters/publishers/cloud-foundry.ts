import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Pushes an application to Cloud Foundry. Source: Cloud Foundry plugin, CloudFoundryPushPublisher; cf CLI reference. */
export default defineConverter({
  element: 'com.hpe.cloudfoundryjenkins.CloudFoundryPushPublisher',
  section: 'publishers',
  plugin: 'cloudfoundry',
  summary: 'Pushes an application to Cloud Foundry',
  becomes: 'a script that calls cf in post-run, with a secret for the login',
  grade: 'needs-human',
  findings: {
    login: 'The credential is a placeholder: encrypt its values with zuul-client encrypt and put them into the secret.',
    unused: 'It belongs to the way of configuring the application that is not chosen, or says nothing.',
  },
  convert(input, notes) {
    const id = input.child('credentialsId');
    const credential = id?.text().trim() ?? '';
    notes.needsHuman('login', oneLeaf(input, id), `(${credential})`);
    const secret = stepSecret(
      credential || 'cloud-foundry',
      { CF_USERNAME: 'username', CF_PASSWORD: 'password' },
      input,
    );
    const read = (name: string): string => input.textOf(name).trim();
    const insecure = input.booleanOf('selfSigned') ? ['--skip-ssl-validation'] : [];
    const choice = input.child('manifestChoice') ?? input;
    const isOwn = choice.textOf('value').trim() === 'jenkinsConfig';
    const name = isOwn ? choice.textOf('appName').trim() : '';
    const resets = input.booleanOf('resetIfExists');
    const timeout = input.child('pluginTimeout')?.integer();
    const environment = {
      ...secret.variables,
      ...(timeout !== undefined && { CF_STARTUP_TIMEOUT: String(Math.ceil(timeout / SECONDS_PER_MINUTE)) }),
    };
    const lines = [
      'CF_HOME=$(mktemp -d)',
      'export CF_HOME',
      `trap 'rm -rf "$CF_HOME"' EXIT`,
      commandLine(['cf', 'api', ...insecure, read('target')]),
      'cf auth',
      commandLine(['cf', 'target', '-o', read('organization'), '-s', read('cloudSpace')]),
      ...(input.child('servicesToCreate')?.children() ?? []).flatMap(serviceLines),
      ...(isOwn && resets ? [commandLine(['cf', 'delete', '-f', name])] : []),
      ...(isOwn ? pushLines(choice, name) : [commandLine(['cf', 'push', '-f', choice.textOf('manifestFile').trim()])]),
    ];
    if (!isOwn) input.child('resetIfExists')?.judgeAll('dropped');
    leaveOutRest(input, (first) => notes.dropped('unused', first));
    const step = shellStep({ name: 'Push to Cloud Foundry', lines, environment, quiet: true }, input);
    return { secrets: [secret.use], post: [{ ...step, when: [SUCCEEDED] }] };
  },
});

const SECONDS_PER_MINUTE = 60;

function serviceLines(service: Element): string[] {
  const read = (name: string): string => service.textOf(name).trim();
  const create = ['cf', 'create-service', read('type'), read('plan'), read('name')];
  const remove = ['cf', 'delete-service', '-f', read('name')];
  return [...(service.booleanOf('resetService') ? [commandLine(remove)] : []), commandLine(create)];
}

/** The application is pushed, told what it needs, and then started. */
function pushLines(choice: Element, name: string): string[] {
  const option = (field: string, word: string, unit = ''): string[] => {
    const value = choice.textOf(field).trim();
    return value === '' || value === '0' ? [] : [word, `${value}${unit}`];
  };
  const push = [
    'cf',
    'push',
    name,
    '--no-manifest',
    '--no-start',
    ...option('memory', '-m', 'M'),
    ...option('hostname', '-n'),
    ...option('instances', '-i'),
    ...option('timeout', '-t'),
    ...option('appPath', '-p'),
    ...option('buildpack', '-b'),
    ...option('stack', '-s'),
    ...option('command', '-c'),
    ...option('domain', '-d'),
    ...(choice.booleanOf('noRoute') ? ['--no-route'] : []),
  ];
  const variables = (choice.child('envVars')?.children() ?? []).map((pair) =>
    commandLine(['cf', 'set-env', name, pair.textOf('key').trim(), pair.textOf('value')]),
  );
  const services = (choice.child('servicesNames')?.children() ?? []).map((service) =>
    commandLine(['cf', 'bind-service', name, service.textOf('name').trim()]),
  );
  return [commandLine(push), ...variables, ...services, commandLine(['cf', 'start', name])];
}
