import { defineConverter } from '../../src/convert/converter.js';
import { together } from '../../src/convert/elements/together.js';
import type { FailStep } from '../../src/model/step.js';

const MESSAGE =
  'This is a script for Windows, and the roles here work on Linux: write a task with win_shell or win_command for a Windows node.';

/** What runs on Windows only: kept as a file, not run. jenkins-elements: BatchFile. */
export default defineConverter({
  element: 'hudson.tasks.BatchFile',
  section: 'builders',
  plugin: 'core',
  summary: 'Runs a batch file',
  becomes: 'a task that fails, with the script beside it',
  grade: 'needs-human',
  findings: {
    windows: MESSAGE,
    'of-script': 'It belongs to a script that is left to a person.',
    empty: 'The script is empty: the step did nothing.',
  },
  convert(input, notes) {
    const command = input.child('command');
    const text = command?.text() ?? '';
    if (text.trim() === '') {
      notes.dropped('empty', input);
      return {};
    }
    notes.needsHuman('windows', command!);
    together([input.child('unstableReturn'), input.child('configuredLocalRules')], 'dropped', (at) =>
      notes.dropped('of-script', at),
    );
    const step: FailStep = {
      kind: 'fail',
      name: 'Do what BatchFile did',
      at: input.at,
      code: 'windows-script/windows',
      message: MESSAGE,
      original: { name: 'script.bat', text },
    };
    return { run: [step] };
  },
});
