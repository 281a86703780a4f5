import { defineConverter } from '../../src/convert/converter.js';
import type { ScriptStep } from '../../src/model/step.js';

/** Source: Python plugin, hudson.plugins.python.Python: a body for `python`. */
export default defineConverter({
  element: 'hudson.plugins.python.Python',
  section: 'builders',
  plugin: 'python',
  summary: 'Runs a Python script with the python on the path',
  becomes: 'a script beside the playbook, run by role jenkins-step',
  grade: 'exact',
  findings: { empty: 'The script is empty: the step did nothing.' },
  convert(input, notes) {
    const command = input.need('command');
    const body = command.text();
    if (body.trim() === '') {
      notes.dropped('empty', command);
      return {};
    }
    const interpreter = ['python'];
    const name = 'Run a Python script';
    const step: ScriptStep = { kind: 'script', name, at: input.at, body, command: interpreter, extension: 'py' };
    return { run: [step] };
  },
});
