import { defineConverter } from '../../src/convert/converter.js';
import type { FailStep } from '../../src/model/step.js';

const MESSAGE =
  'Nobody knows what this step did: its class was in a plugin of one site, or never existed. Ask the owners of the job.';

/** Steps of plugins that were never published. jenkins-elements: hudson.tasks.Unknown, HelloWorldBuilder. */
export default defineConverter({
  element: ['hudson.tasks.Unknown', 'org.jenkinsci.plugins.headmastermastersconfig.HelloWorldBuilder'],
  section: 'builders',
  plugin: 'none',
  summary: 'A step of a plugin that was never published',
  becomes: 'a task that fails',
  grade: 'needs-human',
  findings: { unknown: MESSAGE },
  convert(input, notes) {
    notes.needsHuman('unknown', input);
    const step: FailStep = {
      kind: 'fail',
      name: `Do what ${input.type.split('.').at(-1)!} did`,
      at: input.at,
      code: 'unknown-step/unknown',
      message: MESSAGE,
    };
    return { run: [step] };
  },
});
