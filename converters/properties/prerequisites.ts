import { defineConverter } from '../../src/convert/converter.js';
import { failStep } from '../../src/convert/elements/left-to-a-person.js';
import { scriptStep } from '../../src/convert/elements/script.js';

/** Slave Prerequisites plugin: a script says before the build whether a node is fit for it. Source: JobPrerequisites. */
export default defineConverter({
  element: 'com.cloudbees.plugins.JobPrerequisites',
  section: 'properties',
  plugin: 'slave-prerequisites',
  summary: 'Asks by a script whether a node is fit for a job',
  becomes: 'A first step that fails on a node that is not fit',
  grade: 'approximate',
  findings: {
    'no-other-node':
      'Jenkins looked for another node where the script failed: here the build fails. Offer nodes that are fit under a label of their own.',
    windows: 'The script is for Windows: write it anew for the node.',
    interpreter: 'Says in which language the script is.',
  },
  convert(input, notes, walk) {
    const script = input.child('script');
    const interpreter = input.child('interpreter');
    const isWindows = /windows|batch|cmd/i.test(interpreter?.text() ?? '');
    if (interpreter !== undefined) notes.dropped('interpreter', interpreter);
    const step = script === undefined ? undefined : scriptStep(script.text(), walk.settings.jenkinsShell, input);
    if (script === undefined || step === undefined) return {};
    const name = 'Check that the node is fit';
    if (isWindows) {
      notes.needsHuman('windows', script);
      return { before: [failStep(name, 'prerequisites/windows', 'Check by a script whether the node is fit.', input)] };
    }
    notes.approximated('no-other-node', script);
    return { before: [{ ...step, name }] };
  },
});
