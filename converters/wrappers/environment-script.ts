import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failingSetUp } from '../../src/convert/elements/left-to-a-person.js';
import { runScript, setVariablesStep } from '../../src/convert/elements/set-variables.js';

const WINDOWS = 'This script is for Windows: write it anew for the node.';

/** Environment Script plugin: what a script prints are variables. Source: EnvironmentScript. */
export default defineConverter({
  element: 'com.lookout.jenkins.EnvironmentScript',
  section: 'wrappers',
  plugin: 'environment-script',
  summary: 'Runs a script and makes variables of the lines it prints',
  becomes: 'role inject-environment before the builders',
  grade: 'exact',
  findings: {
    windows: WINDOWS,
    details: 'Only says how Jenkins runs the script: each combination of a matrix is a job of its own, which runs it.',
  },
  convert(input, notes, walk) {
    const script = input.child('script');
    const text = script?.text() ?? '';
    const isWindows = input.textOf('scriptType', 'unixScript').trim() !== 'unixScript';
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    if (script === undefined || text.trim() === '') return {};
    if (isWindows) {
      notes.needsHuman('windows', script);
      return failingSetUp('Set variables by a script', 'environment-script/windows', WINDOWS, input);
    }
    const lines = runScript(text, walk.settings.jenkinsShell);
    return { setUp: [setVariablesStep('Set variables by a script', lines, input)] };
  },
});
