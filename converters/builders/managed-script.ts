import { defineConverter } from '../../src/convert/converter.js';
import { removeSecretFileStep, secretField, writeSecretFileStep } from '../../src/convert/elements/role-steps.js';
import type { SecretFile } from '../../src/convert/elements/role-steps.js';
import { together } from '../../src/convert/elements/together.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { FailStep } from '../../src/model/step.js';

const VARIABLE = 'MANAGED_SCRIPT';

const WINDOWS =
  'This batch file is kept by Jenkins and runs on Windows: get it there, and write a task with win_shell for a Windows node.';

/** Runs a script that Jenkins keeps. Source: Managed Scripts plugin, ScriptBuildStep and WinBatchBuildStep. */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.managedscripts.ScriptBuildStep',
    'org.jenkinsci.plugins.managedscripts.WinBatchBuildStep',
  ],
  section: 'builders',
  plugin: 'managed-scripts',
  summary: 'Runs a script that Jenkins keeps',
  becomes: 'a secret with the script, and a step that runs it',
  grade: 'needs-human',
  findings: {
    content:
      'The text of this script is kept by Jenkins (Managed files) and not in the job: encrypt it with zuul-client encrypt and put it into the secret, or add it to a repository and run it from there.',
    windows: WINDOWS,
    arguments: 'They belong to a script that is left to a person.',
    tokens: 'Jenkins replaced variables in the text of the script; the shell does that here.',
  },
  convert(input, notes) {
    const isWindows = input.type.endsWith('.WinBatchBuildStep');
    const id = input.child('buildStepId') ?? input.child('command');
    const credential = id?.text().trim() ?? '';
    const list = input.child('buildStepArgs') ?? input.child('args');
    const values = (list?.children() ?? []).map((one) => (one.isLeaf ? one.text() : one.textOf('arg')));
    const tokens = input.child('tokenized');
    if (tokens !== undefined) notes.dropped('tokens', tokens);
    if (isWindows) {
      if (id !== undefined) notes.needsHuman('windows', id, `(${credential})`);
      together([list], 'dropped', (at) => notes.dropped('arguments', at));
      const name = 'Run a batch file that Jenkins keeps';
      const step: FailStep = { kind: 'fail', name, at: input.at, code: 'managed-script/windows', message: WINDOWS };
      return { run: [step] };
    }
    if (id !== undefined) notes.needsHuman('content', id, `(${credential})`);
    const file: SecretFile = { name: 'the script', content: secretField(credential, 'content'), variable: VARIABLE };
    const words = commandLine(values);
    const lines = [
      `case "$(head -c 2 "$${VARIABLE}")" in`,
      `  '#!') chmod u+x "$${VARIABLE}" && exec "$${VARIABLE}" ${words} ;;`.replace('  ;;', ' ;;'),
      `  *) exec /bin/sh -xe "$${VARIABLE}" ${words} ;;`.replace('  ;;', ' ;;'),
      'esac',
    ];
    return {
      secrets: [{ credential, kind: 'config-file', binds: { [VARIABLE]: 'content' }, at: input.at }],
      run: [
        {
          kind: 'block',
          name: 'Run a script of Jenkins',
          at: input.at,
          steps: [
            writeSecretFileStep(file, input.at),
            shellStep({ name: 'Run the script', lines, quiet: true }, input),
          ],
          always: [removeSecretFileStep(file, input.at)],
        },
      ],
    };
  },
});
