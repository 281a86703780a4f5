import type { SecretUse } from '../../model/jenkins-job.js';
import type { Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { sectionOf } from '../jenkins/job-fields.js';
import { expandMacros } from './macros.js';
import { removeSecretFileStep, secretField, writeSecretFileStep, type SecretFile } from './role-steps.js';

/** Findings that every converter of an element with managed files declares, by spreading this into its own. */
export const MANAGED_FILE_FINDINGS = {
  content:
    'The text of this file is kept by Jenkins (Managed files) and not in the job: encrypt it with zuul-client encrypt and put it into the secret.',
  tokens:
    'Jenkins replaced variables in the text of the file; here the text is written as it is. Put the values in, or let a step do it.',
} as const;

/**
 * Reads `managedFiles`: files whose text Jenkins keeps. They may hold passwords, so each becomes a secret.
 * Source: Config File Provider plugin, ManagedFile.
 *
 * @returns the secrets, the steps that write the files, and in reverse order those that remove them.
 */
export function managedFiles(
  input: Element,
  notes: Notes<keyof typeof MANAGED_FILE_FINDINGS>,
): { readonly secrets: readonly SecretUse[]; readonly write: readonly Step[]; readonly remove: readonly Step[] } {
  const secrets: SecretUse[] = [];
  const files: SecretFile[] = [];
  for (const managed of sectionOf(input, 'managedFiles')) {
    const id = managed.need('fileId');
    const credential = id.text().trim();
    const target = managed.textOf('targetLocation').trim();
    const variable = managed.textOf('variable').trim();
    notes.needsHuman('content', id, `(${credential})`);
    const tokens = managed.child('replaceTokens');
    if (tokens !== undefined && managed.booleanOf('replaceTokens')) notes.needsHuman('tokens', tokens);
    const binds = { [target || variable || credential]: 'content' };
    secrets.push({ credential, kind: 'config-file', binds, at: managed.at });
    files.push({
      name: target || credential,
      content: secretField(credential, 'content'),
      ...(target === '' ? {} : { path: expandMacros(target) }),
      ...(variable === '' ? {} : { variable }),
    });
  }
  return {
    secrets,
    write: files.map((file) => writeSecretFileStep(file, input.at)),
    remove: [...files].reverse().map((file) => removeSecretFileStep(file, input.at)),
  };
}
