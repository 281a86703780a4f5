import { defineConverter } from '../../src/convert/converter.js';
import { removeSecretFileStep, secretField, writeSecretFileStep } from '../../src/convert/elements/role-steps.js';
import type { SecretFile } from '../../src/convert/elements/role-steps.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { ignoreClass, together } from '../../src/convert/elements/together.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, hereText, shellStep } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';
import type { BlockStep } from '../../src/model/step.js';
import type { Template, Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

const KEY = 'ANSIBLE_KEY_FILE';
const VAULT = 'ANSIBLE_VAULT_FILE';

/**
 * Runs a playbook of the user's, on the node, as Jenkins did; it is not merged into Zuul's own.
 * Source: Ansible plugin, AnsiblePlaybookBuilder and CLIRunner; the manual page of ansible-playbook.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.ansible.AnsiblePlaybookBuilder',
  section: 'builders',
  plugin: 'ansible',
  summary: 'Runs an Ansible playbook',
  becomes: 'a script that calls ansible-playbook, with secrets for its keys',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    key: 'The key is a placeholder: encrypt user name and private key with zuul-client encrypt and put them into the secret.',
    vault: 'The vault password is a placeholder: encrypt it with zuul-client encrypt and put it into the secret.',
    'secret-value': 'The value is a secret: encrypt it with zuul-client encrypt and put it into the secret.',
    place: 'Where Jenkins put copies of the keys: here they lie outside of the workspace.',
    'not-used': 'Nothing is escalated: this says to whom.',
  },
  convert(input, notes) {
    const read = (name: string): string => input.textOf(name).trim();
    readToolName(input.child('ansibleName'), notes);
    const places = [input.child('copyCredentialsInWorkspace'), input.child('tempPath')];
    together(places, 'dropped', (at) => notes.dropped('place', at));
    const secrets: SecretUse[] = [];
    const environment: Record<string, Value> = {};
    const files: SecretFile[] = [];
    const lines: string[] = [];
    const words = ['ansible-playbook', read('playbook'), ...inventory(input, lines)];
    const option = (word: string, name: string): void => {
      const value = read(name);
      if (value !== '') words.push(word, value);
    };
    option('--limit', 'limit');
    option('--tags', 'tags');
    option('--skip-tags', 'skippedTags');
    option('--start-at-task', 'startAtTask');
    escalate(input, words, (at) => notes.dropped('not-used', at));
    const forks = input.child('forks')?.integer() ?? 0;
    if (forks > 0) words.push('--forks', String(forks));

    const key = input.child('credentialsId');
    const credential = read('credentialsId');
    if (key !== undefined && credential !== '') {
      notes.needsHuman('key', key, `(${credential})`);
      const { use, variables } = stepSecret(credential, { ANSIBLE_KEY_USER: 'username', [KEY]: 'private_key' }, input);
      secrets.push(use);
      environment['ANSIBLE_KEY_USER'] = variables['ANSIBLE_KEY_USER']!;
      files.push({ name: 'a private key', content: secretField(credential, 'private_key'), variable: KEY });
      words.push('--private-key', `$${KEY}`, '--user', '$ANSIBLE_KEY_USER');
    }
    const vault = input.child('vaultCredentialsId');
    const password = read('vaultCredentialsId');
    if (vault !== undefined && password !== '') {
      notes.needsHuman('vault', vault, `(${password})`);
      secrets.push(stepSecret(password, { [VAULT]: 'password' }, input).use);
      files.push({ name: 'a vault password', content: secretField(password, 'password'), variable: VAULT });
      words.push('--vault-password-file', `$${VAULT}`);
    }
    const hidden: Record<string, Template> = {};
    for (const variable of input.child('extraVars')?.children() ?? []) {
      const name = variable.textOf('key').trim();
      const value = variable.child('secretValue') ?? variable.child('value');
      if (value === undefined) continue;
      const isSecret = variable.booleanOf('hidden', value.name === 'secretValue');
      if (isSecret) {
        notes.needsHuman('secret-value', value, `(${name})`);
        const shell = `ANSIBLE_SECRET_${name.replaceAll(/\W/g, '_')}`;
        const secret = stepSecret(`ansible-${name}`, { [shell]: 'value' }, input);
        secrets.push(secret.use);
        Object.assign(hidden, secret.variables);
        words.push('--extra-vars', `${name}=$${shell}`);
      } else words.push('--extra-vars', `${name}=${value.text()}`);
    }
    words.push(...tokenize(read('additionalParameters')));

    const checks = input.booleanOf('hostKeyChecking') && !input.booleanOf('disableHostKeyChecking');
    const isOld = input.child('hostKeyChecking') === undefined;
    const off = isOld ? input.booleanOf('disableHostKeyChecking') : !checks;
    if (off) environment['ANSIBLE_HOST_KEY_CHECKING'] = 'False';
    if (input.booleanOf('unbufferedOutput', true)) environment['PYTHONUNBUFFERED'] = '1';
    if (input.booleanOf('colorizedOutput')) environment['ANSIBLE_FORCE_COLOR'] = 'true';
    Object.assign(environment, hidden);
    const quiet = Object.keys(hidden).length > 0;
    const run = shellStep({ name: 'Run a playbook', lines: [...lines, commandLine(words)], environment, quiet }, input);
    if (files.length === 0) return { ...(secrets.length > 0 && { secrets }), run: [run] };
    const block: BlockStep = {
      kind: 'block',
      name: 'Run a playbook with its keys',
      at: input.at,
      steps: [...files.map((file) => writeSecretFileStep(file, input.at)), run],
      always: [...files].reverse().map((file) => removeSecretFileStep(file, input.at)),
    };
    return { secrets, run: [block] };
  },
});

/** Where the hosts stand: a file, text (which becomes a file), nowhere. */
function inventory(input: Element, lines: string[]): string[] {
  const element = input.child('inventory');
  element?.children();
  // What is inside says which kind it is.
  ignoreClass(element);
  if (element === undefined || element.isLeaf) return [];
  const content = element.child('content');
  if (content === undefined) return ['--inventory', element.textOf('path').trim()];
  const isProgram = element.booleanOf('dynamic');
  lines.push(
    'inventory=$(mktemp)',
    'trap \'rm -f -- "$inventory"\' EXIT',
    'cat >"$inventory" <<INVENTORY',
    hereText(content.text().replace(/\n$/, '')),
    'INVENTORY',
    ...(isProgram ? ['chmod u+x "$inventory"'] : []),
  );
  return ['--inventory', '$inventory'];
}

/** `become`, in older versions `sudo`. */
function escalate(input: Element, words: string[], dropped: (at: Element) => void): void {
  for (const [flag, user] of [
    ['become', 'becomeUser'],
    ['sudo', 'sudoUser'],
  ] as const) {
    const field = input.child(user);
    const name = field?.text().trim() ?? '';
    if (input.booleanOf(flag)) words.push('--become', ...(name === '' ? [] : ['--become-user', name]));
    else if (field !== undefined && name !== '') dropped(field);
  }
}
