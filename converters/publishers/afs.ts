import { defineConverter } from '../../src/convert/converter.js';
import { asFile } from '../../src/convert/elements/for-each-file.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { shellStep, shellWord } from '../../src/convert/elements/tool-call.js';

/** A folder for AFS, by a module of one site. jenkins-elements: org.example.publisher.afs. */
export default defineConverter({
  element: 'org.example.publisher.afs',
  section: 'publishers',
  plugin: 'none',
  summary: 'Publishes a folder to AFS',
  becomes: 'a script that calls rsync with a ticket of its own in post-run, and a secret for the keytab',
  grade: 'needs-human',
  findings: {
    keytab:
      'How to log in at this cell was known to the launcher alone: put the principal and its keytab (in base64) into the secret, encrypted with zuul-client encrypt.',
    unknown: 'Nobody knows here what this says.',
  },
  convert(input, notes) {
    const site = input.child('site');
    const name = site?.text().trim() ?? '';
    notes.needsHuman('keytab', oneLeaf(input, site), name === '' ? undefined : `(${name})`);
    const secret = stepSecret(`afs-${name || 'site'}`, { AFS_PRINCIPAL: 'principal', AFS_KEYTAB: 'keytab' }, input);
    const source = input.textOf('source').trim().replace(/\/*$/, '/');
    const lines = [
      ...asFile('AFS_KEYTAB'),
      'base64 -d "$file" >"$file.keytab"',
      `trap 'rm -f "$file" "$file.keytab"' EXIT`,
      `export SOURCE=${shellWord(source)} TARGET=${shellWord(input.textOf('target').trim())}`,
      'k5start -t -f "$file.keytab" "$AFS_PRINCIPAL" -- rsync --recursive --links --times --delete "$SOURCE" "$TARGET"',
    ];
    leaveOutRest(input, (first) => notes.needsHuman('unknown', first));
    const step = shellStep({ name: 'Publish to AFS', lines, environment: secret.variables, quiet: true }, input);
    return { secrets: [secret.use], post: [{ ...step, when: [SUCCEEDED] }] };
  },
});
