import { defineConverter } from '../../src/convert/converter.js';
import type { FailStep } from '../../src/model/step.js';

const MESSAGE =
  'This is a script for Windows, and the roles here work on Linux: write a task with win_shell or win_command for a Windows node.';

/** What runs on Windows: kept as a file, not run. jenkins-elements: BatchFile, PowerShell, MsBuildBuilder. */
export default defineConverter({
  element: ['hudson.tasks.BatchFile', 'hudson.plugins.powershell.PowerShell', 'hudson.plugins.msbuild.MsBuildBuilder'],
  section: 'builders',
  plugin: 'core, powershell, msbuild',
  summary: 'Runs a batch file, a PowerShell script or MSBuild',
  becomes: 'a task that fails, with the script beside it',
  grade: 'needs-human',
  findings: { windows: MESSAGE },
  convert(input, notes) {
    const kind = input.type.split('.').at(-1)!;
    const text = input.child('command')?.text();
    notes.needsHuman('windows', input);
    const ending = kind === 'PowerShell' ? 'ps1' : 'bat';
    const step: FailStep = {
      kind: 'fail',
      name: `Do what ${kind} did`,
      at: input.at,
      code: 'windows-script/windows',
      message: MESSAGE,
      ...(text !== undefined && text.trim() !== '' && { original: { name: `script.${ending}`, text } }),
    };
    return { run: [step] };
  },
});
