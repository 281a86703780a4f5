import { defineConverter } from '../../src/convert/converter.js';
import type { StartJobStep } from '../../src/model/step.js';

/** Runs the builders of another job in this one's workspace. Source: Template Project plugin, ProxyBuilder. */
export default defineConverter({
  element: 'hudson.plugins.templateproject.ProxyBuilder',
  section: 'builders',
  plugin: 'template-project',
  summary: "Runs another job's builders in the workspace of this one",
  becomes: "the other job's steps",
  grade: 'approximate',
  findings: {
    steps:
      'Jenkins ran the builders of that job only: here come its wrappers and its checkout as well, where it has any.',
    empty: 'It names no job: the step did nothing.',
  },
  convert(input, notes) {
    const project = input.child('projectName');
    const name = project?.text().trim() ?? '';
    if (project === undefined || name === '') {
      notes.dropped('empty', project ?? input);
      return {};
    }
    notes.approximated('steps', project, `(${name})`);
    const step: StartJobStep = {
      kind: 'start-job',
      name: `Do the steps of ${name}`,
      at: input.at,
      jobs: [name],
      parameters: {},
      passParameters: true,
      wait: true,
      failsOn: 'FAILURE',
      inPlace: true,
    };
    return { run: [step] };
  },
});
