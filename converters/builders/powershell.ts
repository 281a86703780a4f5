import { defineConverter } from '../../src/convert/converter.js';
import type { ScriptStep } from '../../src/model/step.js';

/** Runs a PowerShell body. Source: PowerShell plugin: on Unix it calls `pwsh`. jenkins-elements: PowerShell. */
export default defineConverter({
  element: 'hudson.plugins.powershell.PowerShell',
  section: 'builders',
  plugin: 'powershell',
  summary: 'Runs a PowerShell script',
  becomes: 'a script beside the playbook, run by pwsh',
  grade: 'approximate',
  findings: {
    pwsh: "The script runs with PowerShell for all systems (pwsh), which the node has to have: Windows' own commands are not there.",
    empty: 'The script is empty: the step did nothing.',
    'unstable-status':
      'This exit status made the build UNSTABLE. Zuul knows success and failure only: the build fails.',
  },
  convert(input, notes) {
    const command = input.need('command');
    const body = command.text();
    const unstable = input.child('unstableReturn');
    if (unstable !== undefined && !['', '0'].includes(unstable.text().trim())) {
      notes.approximated('unstable-status', unstable);
    }
    input.child('configuredLocalRules')?.judgeAll('dropped');
    const stops = input.booleanOf('stopOnError');
    const options = input.booleanOf('useProfile') ? ['-NonInteractive'] : ['-NoProfile', '-NonInteractive'];
    if (body.trim() === '') {
      notes.dropped('empty', command);
      return {};
    }
    notes.approximated('pwsh', command);
    const step: ScriptStep = {
      kind: 'script',
      name: 'Run a PowerShell script',
      at: input.at,
      // As the plugin does, in the script itself.
      body: stops ? `$ErrorActionPreference="Stop"\n${body}` : body,
      command: ['pwsh', ...options, '-File'],
      extension: 'ps1',
    };
    return { run: [step] };
  },
});
