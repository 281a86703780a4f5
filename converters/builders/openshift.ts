import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { Element } from '../../src/read/jenkins/element.js';

type Code = 'token' | 'display' | 'no-count' | 'deployments' | 'destination';

/** What a step does with a project of OpenShift: a name for the console and lines that call `oc`. */
interface Deed {
  readonly name: string;
  readonly lines: readonly string[];
}

type Reader = (read: (name: string) => string, input: Element, notes: Notes<Code>) => Deed;

/** The fields that stand in `oc`'s own variable, so that each call names them. */
const OC = 'oc --server="$OPENSHIFT_SERVER" --token="$OPENSHIFT_TOKEN" --namespace="$OPENSHIFT_NAMESPACE"';

const oc = (...words: string[]): string => `${OC} ${commandLine(words)}`;

/** Prints a field of an object, for use in `$(…)`. */
const field = (object: string, path: string): string => `$(${oc('get', object, '--output', `jsonpath={${path}}`)})`;

const DEEDS: Readonly<Record<string, Reader>> = {
  OpenShiftBuilder: (read, input) => {
    const [earlier, commit] = [read('buildName'), read('commitID')];
    const what = earlier === '' ? [read('bldCfg')] : [`--from-build=${earlier}`];
    const words = ['start-build', ...what, ...(commit === '' ? [] : [`--commit=${commit}`]), '--wait'];
    // A build of before brings its configuration along.
    if (earlier !== '') input.child('bldCfg')?.judgeAll('dropped');
    const shows = input.booleanOf('showBuildLogs');
    return { name: 'Start a build in OpenShift', lines: [oc(...words, ...(shows ? ['--follow'] : []))] };
  },
  OpenShiftBuildVerifier: (read) => {
    const config = read('bldCfg');
    return {
      name: 'Wait for a build in OpenShift',
      lines: [
        `number=${field(`bc/${config}`, '.status.lastVersion')}`,
        `${OC} wait --for=jsonpath='{.status.phase}'=Complete --timeout=300s build/${shellWord(config)}-"$number"`,
      ],
    };
  },
  OpenShiftCreator: (_, input) => ({
    name: 'Create objects in OpenShift',
    lines: [`${OC} create --filename - <<'OBJECTS'`, input.textOf('jsonyaml').trimEnd(), 'OBJECTS'],
  }),
  OpenShiftDeleterJsonYaml: (_, input) => ({
    name: 'Delete objects in OpenShift',
    lines: [`${OC} delete --filename - <<'OBJECTS'`, input.textOf('jsonyaml').trimEnd(), 'OBJECTS'],
  }),
  OpenShiftDeployer: (read) => {
    const config = `dc/${read('depCfg')}`;
    return {
      name: 'Deploy in OpenShift',
      lines: [oc('rollout', 'latest', config), oc('rollout', 'status', config)],
    };
  },
  OpenShiftDeploymentVerifier: (read, input, notes) => {
    const config = `dc/${read('depCfg')}`;
    const count = read('replicaCount');
    const counts = !['', '0'].includes(count) && input.booleanOf('verifyReplicaCount', true);
    const replicas = input.child('replicaCount');
    if (!counts && replicas !== undefined) notes.dropped('no-count', replicas);
    const check = `test "${field(config, '.status.availableReplicas')}" -eq ${shellWord(count)}`;
    return {
      name: 'Wait for a deployment in OpenShift',
      lines: [oc('rollout', 'status', config), ...(counts ? [check] : [])],
    };
  },
  OpenShiftImageTagger: (read, input, notes) => {
    const namespace = read('destinationNamespace');
    const token = input.child('destinationAuthToken');
    if (token !== undefined && token.rawText.trim() !== '') notes.approximated('destination', token);
    const join = (stream: string, tag: string): string => (stream === '' ? tag : `${stream}:${tag}`);
    const from = join(read('testStream') || read('srcStream'), read('testTag') || read('srcTag'));
    const to = join(read('prodStream') || read('destStream'), read('prodTag') || read('destTag'));
    const words = ['tag', ...(input.booleanOf('alias') ? ['--alias'] : []), from];
    return {
      name: 'Tag an image in OpenShift',
      lines: [oc(...words, namespace === '' ? to : `${namespace}/${to}`)],
    };
  },
  OpenShiftScaler: (read) => {
    const config = `dc/${read('depCfg')}`;
    return {
      name: 'Scale a deployment in OpenShift',
      lines: [oc('scale', config, `--replicas=${read('replicaCount') || '0'}`), oc('rollout', 'status', config)],
    };
  },
  OpenShiftServiceVerifier: (read) => {
    const service = `svc/${read('svcName')}`;
    return {
      name: 'Check a service in OpenShift',
      lines: [
        `address=${field(service, '.spec.clusterIP')}`,
        `port=${field(service, '.spec.ports[0].port')}`,
        'for attempt in 1 2 3 4 5 6; do',
        '  python3 -c \'import socket, sys; socket.create_connection(sys.argv[1:], 10)\' "$address" "$port" && exit 0',
        '  sleep 10',
        'done',
        'exit 1',
      ],
    };
  },
};

/**
 * Steps of the OpenShift Pipeline plugin: each becomes calls of `oc`, with the token in a secret.
 * Source: the plugin's README; the command reference of `oc`.
 */
export default defineConverter({
  element: Object.keys(DEEDS).map((name) => `com.openshift.jenkins.plugins.pipeline.${name}`),
  section: 'builders',
  plugin: 'openshift-pipeline',
  summary: 'Builds, deploys, scales, tags or checks something in OpenShift',
  becomes: 'a script that calls oc, with a secret for the token',
  grade: 'needs-human',
  findings: {
    token:
      'The token is a placeholder, and a token in a job definition has been seen by many: put a new one into the secret, encrypted with zuul-client encrypt.',
    display: 'It only says how much is printed or how long is waited.',
    deployments: 'The step also waited for deployments that the build starts: add a check of those, where it matters.',
    destination: 'The image is tagged with the token of the project it comes from, which has to be allowed to.',
    'no-count': 'The number of replicas was not compared.',
  },
  convert(input, notes) {
    const read = (name: string): string => input.textOf(name).trim();
    const kind = input.type.split('.').at(-1)!;
    const deed = DEEDS[kind]!(read, input, notes);
    together(
      ['verbose', 'waitTime', 'waitUnit'].map((name) => input.child(name)),
      'dropped',
      (at) => notes.dropped('display', at),
    );
    const deployments = input.child('checkForTriggeredDeployments');
    if (deployments !== undefined && input.booleanOf('checkForTriggeredDeployments')) {
      notes.approximated('deployments', deployments);
    }
    const token = input.child('authToken');
    if (token !== undefined) notes.needsHuman('token', token);
    const namespace = read('namespace');
    const secret = stepSecret(`openshift-${namespace || 'default'}`, { OPENSHIFT_TOKEN: 'token' }, input);
    const address = [
      `OPENSHIFT_SERVER=${shellWord(read('apiURL') || 'https://openshift.default.svc.cluster.local')}`,
      `OPENSHIFT_NAMESPACE=${shellWord(namespace || 'default')}`,
    ];
    return {
      secrets: [secret.use],
      run: [
        shellStep(
          { name: deed.name, lines: [...address, ...deed.lines], environment: secret.variables, quiet: true },
          input,
        ),
      ],
    };
  },
});
