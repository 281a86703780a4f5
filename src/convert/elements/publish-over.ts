import type { SecretUse } from '../../model/jenkins-job.js';
import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { expandMacros } from './macros.js';
import { stepSecret } from './step-secret.js';
import { ignoreClass, together } from './together.js';

/** The plugins that are built upon Publish Over. */
export type Protocol = 'ssh' | 'ftp' | 'cifs';

/** Findings that every converter of a Publish Over element declares, by spreading this into its own. */
export const PUBLISH_OVER_FINDINGS = {
  server:
    "The address of this server and how to log in stand in Jenkins' global settings: put them into the secret, encrypted with zuul-client encrypt.",
  'own-login': 'The login of this transfer is a secret: it belongs into the secret of the server.',
  'date-format':
    'This directory is a date in the format of Java, of the time of the build: write it with a step before.',
  'not-failing': 'A failure made the build UNSTABLE here, which Zuul counts as failure too: the build ends with it.',
  'no-error': 'Further servers were tried after a failure, and the build failed nevertheless: here it fails at once.',
  display:
    'This says what Jenkins printed or where it ran the transfer, or it is about promotions: nothing depends on it.',
  pattern: 'Patterns are parted by this expression, not by commas and blanks: check them.',
  parametrised: 'Whether this server is served depended on a parameter of the build: it always is here.',
} as const;

export type PublishOverCode = keyof typeof PUBLISH_OVER_FINDINGS;

/** Fields of the secret for a server, by protocol. */
const LOGIN: Readonly<Record<Protocol, Readonly<Record<string, string>>>> = {
  ssh: {
    publish_over_host: 'host',
    publish_over_username: 'username',
    publish_over_private_key: 'private_key',
    publish_over_host_key: 'host_key',
    publish_over_root: 'directory',
  },
  ftp: {
    publish_over_host: 'host',
    publish_over_username: 'username',
    publish_over_password: 'password',
    publish_over_root: 'directory',
  },
  cifs: {
    publish_over_host: 'host',
    publish_over_username: 'username',
    publish_over_password: 'password',
    publish_over_root: 'directory',
  },
};

const TITLES: Readonly<Record<Protocol, string>> = { ssh: 'by SSH', ftp: 'by FTP', cifs: 'to a Windows share' };

/**
 * Reads an element of the plugins Publish Over SSH, FTP or CIFS: one call of role `publish-over` for each server, in order.
 * Source: publish-over plugin, BPInstanceConfig, BapPublisher, BPTransfer; publish-over-ssh plugin, BapSshTransfer.
 *
 * @param input The publisher or builder; what it does stands in its `delegate`, one level deeper in builders.
 */
export function publishOver(
  input: Element,
  notes: Notes<PublishOverCode>,
  protocol: Protocol,
): { readonly secrets: readonly SecretUse[]; readonly steps: readonly RoleStep[] } {
  const holders = holdersBelow(input);
  const holder = holders.at(-1)!;
  judgeFrame(holders, notes);
  const publishers = holder.child('publishers')?.children() ?? [];
  const secrets: SecretUse[] = [];
  const steps = publishers.map((publisher) => {
    const name = publisher.child('configName');
    const server = name?.text().trim() ?? '';
    const { use, variables } = stepSecret(`publish-over-${protocol}-${server}`, LOGIN[protocol], publisher);
    notes.needsHuman('server', name ?? publisher, `(${server})`);
    secrets.push(use);
    judgePublisher(publisher, notes);
    const transfers = (publisher.child('transfers')?.children() ?? []).map((transfer) =>
      readTransfer(transfer, notes, protocol),
    );
    const retry = publisher.child('retry');
    ignoreClass(retry);
    const retries = retry?.child('retries')?.integer() ?? 0;
    const delay = retry?.child('retryDelay')?.integer() ?? 10_000;
    const vars: Record<string, Value> = {
      publish_over_protocol: protocol,
      ...variables,
      publish_over_transfers: transfers,
      ...(retries > 0 && { publish_over_retries: retries }),
      ...(retries > 0 && delay !== 10_000 && { publish_over_retry_delay: Math.ceil(delay / MILLISECONDS) }),
    };
    const step: RoleStep = {
      kind: 'role',
      name: `Publish files ${TITLES[protocol]}`,
      at: publisher.at,
      role: 'publish-over',
      vars,
    };
    return step;
  });
  return { secrets, steps };
}

const MILLISECONDS = 1000;
const COMMAND_TIMEOUT = 120;

/** The element and its delegates, down to the one that lists the servers. */
function holdersBelow(input: Element): readonly Element[] {
  const holders = [input];
  for (let next = input.child('delegate'); next !== undefined; next = next.child('delegate')) holders.push(next);
  return holders;
}

/** What stands around the servers. */
function judgeFrame(holders: readonly Element[], notes: Notes<PublishOverCode>): void {
  const fields = holders.flatMap((holder) => holder.elements);
  const named = (...names: string[]): Element[] => fields.filter((field) => names.includes(field.name));
  const isTrue = (field: Element): boolean => /^(true|yes)$/i.test(field.rawText.trim());
  together(
    named('consolePrefix', 'alwaysPublishFromMaster', 'masterNodeName', 'hostConfigurationAccess'),
    'dropped',
    (at) => notes.dropped('display', at),
  );
  for (const field of named('paramPublish')) {
    if (field.elements.length > 0) notes.approximated('parametrised', field);
    else field.judgeAll('dropped');
  }
  for (const field of named('failOnError')) {
    if (!isTrue(field)) notes.dropped('not-failing', field);
    else field.judgeAll('dropped');
  }
  for (const field of named('continueOnError')) {
    if (isTrue(field)) notes.approximated('no-error', field);
    else field.judgeAll('dropped');
  }
}

function judgePublisher(publisher: Element, notes: Notes<PublishOverCode>): void {
  const shown = ['verbose', 'useWorkspaceInPromotion', 'usePromotionTimestamp'];
  together(
    shown.map((name) => publisher.child(name)),
    'dropped',
    (at) => notes.dropped('display', at),
  );
  for (const name of ['label', 'sshLabel', 'ftpLabel', 'cifsLabel']) {
    const label = publisher.child(name);
    if (label === undefined) continue;
    if (label.elements.some((field) => field.rawText.trim() !== '') || label.rawText.trim() !== '') {
      notes.approximated('parametrised', label);
    } else label.judgeAll('dropped');
  }
  for (const name of ['credentials', 'sshCredentials', 'ftpCredentials', 'cifsCredentials']) {
    const credentials = publisher.child(name);
    if (credentials !== undefined) notes.needsHuman('own-login', credentials);
  }
}

/** One transfer as the role wants it; what equals the role's preset is left out. */
function readTransfer(transfer: Element, notes: Notes<PublishOverCode>, protocol: Protocol): Record<string, Value> {
  const separator = transfer.child('patternSeparator');
  const isUsual = separator === undefined || ['', '[, ]+'].includes(separator.text().trim());
  if (!isUsual) notes.approximated('pattern', separator);
  const list = (name: string): Value[] =>
    transfer
      .textOf(name)
      .split(/[, ]+/)
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== '')
      .map((pattern) => expandMacros(pattern));
  const date = transfer.child('remoteDirectorySDF');
  if (date !== undefined && transfer.booleanOf('remoteDirectorySDF')) notes.needsHuman('date-format', date);

  const read: Record<string, Value> = {
    source_files: list('sourceFiles'),
    excludes: list('excludes'),
    remove_prefix: expandMacros(transfer.textOf('removePrefix').trim()),
    remote_directory: expandMacros(transfer.textOf('remoteDirectory').trim()),
    flatten: transfer.booleanOf('flatten'),
    clean_remote: transfer.booleanOf('cleanRemote'),
    make_empty_dirs: transfer.booleanOf('makeEmptyDirs'),
  };
  const preset: Record<string, Value> = transfer.booleanOf('noDefaultExcludes') ? { default_excludes: false } : {};
  return {
    ...Object.fromEntries(Object.entries(read).filter(([, value]) => !isEmpty(value))),
    ...preset,
    ...(protocol === 'ftp' && transfer.booleanOf('asciiMode') && { ascii: true }),
    ...(protocol === 'ssh' && readCommand(transfer, notes)),
  };
}

function readCommand(transfer: Element, notes: Notes<PublishOverCode>): Record<string, Value> {
  const command = transfer.textOf('execCommand');
  const terminal = transfer.booleanOf('usePty');
  const agent = transfer.booleanOf('useAgentForwarding');
  const timeout = transfer.child('execTimeout')?.integer();
  // Two ways of Jenkins to start the same command.
  const sftp = transfer.child('useSftpForExec');
  if (sftp !== undefined) notes.dropped('display', sftp);
  if (command.trim() === '') return {};
  const seconds = timeout === undefined ? COMMAND_TIMEOUT : Math.ceil(timeout / MILLISECONDS);
  return {
    command: expandMacros(command),
    ...(seconds !== COMMAND_TIMEOUT && { command_timeout: seconds }),
    ...(terminal && { pty: true }),
    ...(agent && { agent_forwarding: true }),
  };
}

function isEmpty(value: Value): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0);
}
