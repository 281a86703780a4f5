/** Every distinct text of the Wikimedia corpus that calls `docker run`, as a job of its own. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callFromArguments } from '../../convert/shell/docker-normal-form.js';
import type { Element } from '../../../src/read/jenkins/element.js';
import { readJenkins } from '../../../src/read/jenkins/read-jenkins.js';
import { escape, shell } from './generated-jobs.js';
import type { RecordedCall } from './stand-ins.js';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpora/wikimedia/jenkins/', import.meta.url));

export const haveCorpus = (): boolean => existsSync(CORPUS);

/** Text of a script → a job that has it, with that job's parameters. */
export function dockerJobs(): { name: string; xml: string; body: string }[] {
  const jobs = new Map<string, string>();
  for (const { root } of readJenkins([CORPUS]).documents) {
    const properties = root.child('properties');
    const visit = (element: Element): void => {
      if (element.name === 'hudson.tasks.Shell') {
        const body = element.child('command')?.text() ?? '';
        if (body.includes('docker run') && !jobs.has(body)) {
          const name = `text-${String(jobs.size)}`;
          jobs.set(body, jobXml(properties === undefined ? '' : write(properties), body, name));
        }
      }
      for (const child of element.elements) visit(child);
    };
    visit(root);
  }
  return [...jobs].map(([body, xml], index) => ({ name: `text-${String(index)}`, xml, body }));
}

function jobXml(properties: string, body: string, name: string): string {
  return `<?xml version='1.1' encoding='UTF-8'?>
<project><description>${name}</description>${properties}<scm class="hudson.scm.NullSCM"/>
<builders>${shell(body)}</builders><publishers/><buildWrappers/></project>
`;
}

function write(element: Element): string {
  const attributes = element.attributes.map(({ name, value }) => ` ${name}="${escape(value)}"`).join('');
  const inner = element.elements.length > 0 ? element.elements.map(write).join('') : escape(element.rawText);
  return `<${element.name}${attributes}>${inner}</${element.name}>`;
}

/** Makes the folders that a text mounts or asks for, all but the last one of every seventh text. */
export function prepareFolders(body: string, index: number): (workspace: string) => void {
  const found = body.matchAll(/(?:\$WORKSPACE|\$PWD|\$\{WORKSPACE\}|\$\{PWD\}|\$\(pwd\))\/([\w./-]+)/g);
  const names = [...new Set([...found].map(([, name]) => name ?? ''))];
  const made = index % 7 === 6 ? names.slice(0, -1) : names;
  return (workspace) => {
    for (const name of made) mkdirSync(join(workspace, name), { recursive: true });
  };
}

/**
 * What is meant to differ, and why:
 *
 * - `_`, `SHLVL`, `PWD`, `OLDPWD`: the shell around `docker run` set them, and `--env-file` handed them on; that shell is gone.
 * - `AGENT`, `LC_ALL`, `TMPDIR`: the agent's own variables. Containers get what Jenkins and Zuul gave the build; what the
 *   site had set on its agents is named in the settings (`environment`).
 * - `ANSIBLE_CONFIG`: of this harness.
 * - `GIT_CONFIG_SYSTEM` and two read-only volumes: the repositories that Zuul prepared, in place of a server to fetch from.
 * - `/dev/fd/63`: the number that bash takes for a process substitution depends on what its parent left open.
 */
const MEANT_VARIABLES = [
  '_',
  'SHLVL',
  'PWD',
  'OLDPWD',
  'AGENT',
  'LC_ALL',
  'TMPDIR',
  'ANSIBLE_CONFIG',
  'GIT_CONFIG_SYSTEM',
];
const DESCRIPTOR = /^\/dev\/fd\/\d+$/;
const MEANT_VOLUME = /^([^:]*\/home\/(?:src|\.jenkins-gitconfig)):\1:ro$/;

/** What Jenkins, Zuul v2 and every shell set. */
export const KNOWN: readonly string[] = [
  ...['WORKSPACE', 'PWD', 'HOME', 'PATH', 'JOB_NAME', 'BUILD_NUMBER', 'BUILD_URL', 'BUILD_ID', 'BUILD_TAG', 'JOB_URL'],
  ...['ZUUL_PROJECT', 'ZUUL_BRANCH', 'ZUUL_CHANGE', 'ZUUL_PATCHSET', 'ZUUL_PIPELINE', 'ZUUL_URL', 'ZUUL_REF'],
  ...['ZUUL_COMMIT', 'ZUUL_UUID', 'ZUUL_VOTING', 'BASE_LOG_PATH', 'LOG_PATH', 'NODE_NAME', 'EXECUTOR_NUMBER'],
];

/** Names that texts take from the shell and that nobody sets: the site's agents had them. */
export function siteVariables(bodies: readonly string[], known: readonly string[]): Record<string, string> {
  const found = bodies.flatMap((body) => [...body.matchAll(/\$\{?([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name ?? ''));
  const names = [...new Set(found)].filter((name) => !known.includes(name)).sort();
  return Object.fromEntries(names.map((name) => [name, `site's "${name.toLowerCase()}" {{ x }}`]));
}

/**
 * What differs between two calls. Both mean the same where options, image, words and the environment of the container are
 * the same, byte for byte; the spelling of options, and whether variables come in a file or by their names, is left aside.
 */
export function compareContainers(jenkins: RecordedCall, converted: RecordedCall): string[] {
  const [left, right] = [meaning(jenkins), meaning(converted)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .sort()
    .filter((key) => left[key] !== right[key])
    .map((key) => `docker, ${key}: ${left[key] ?? 'nothing'} | ${right[key] ?? 'nothing'}`);
}

function meaning({ argv, env, envFile, folder }: RecordedCall): Record<string, string> {
  const { options, image, command } = callFromArguments(argv.map((word) => word.replace(DESCRIPTOR, '/dev/fd/N')));
  const container = new Map<string, string>();
  // Docker reads the file first; what stands on the command line comes over it.
  for (const line of envFile) if (/^[^=\s]+=/.test(line)) container.set(...pair(line));
  for (const word of options['env'] ?? []) {
    if (word.includes('=')) container.set(...pair(word));
    else if (env[word] !== undefined) container.set(word, env[word]);
  }
  for (const name of MEANT_VARIABLES) container.delete(name);
  const others = Object.entries(options)
    .filter(([name]) => name !== 'env' && name !== 'env-file')
    .map(([name, values]) => [name, values.filter((value) => !MEANT_VOLUME.test(value))] as const)
    .filter(([, values]) => values.length > 0);
  return {
    ...Object.fromEntries(others.map(([name, values]) => [`--${name}`, JSON.stringify(values)])),
    ...Object.fromEntries([...container].map(([name, value]) => [`variable ${name}`, JSON.stringify(value)])),
    image,
    command: JSON.stringify(command),
    folder,
  };
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
