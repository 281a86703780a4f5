import { defineConverter } from '../../src/convert/converter.js';
import { together } from '../../src/convert/elements/together.js';
import type { FailStep } from '../../src/model/step.js';

const MESSAGE =
  'This step makes Jenkins jobs: convert the jobs that it made, and leave this one out. Where people change jobs through it, that is a change of Zuul configuration now.';

/** Makes Jenkins jobs. Source: Job DSL plugin, ExecuteDslScripts; jenkins-elements: ExecuteDslScripts. */
export default defineConverter({
  element: 'javaposse.jobdsl.plugin.ExecuteDslScripts',
  section: 'builders',
  plugin: 'job-dsl',
  summary: 'Makes and changes Jenkins jobs',
  becomes: 'a task that fails, with the script beside it',
  grade: 'needs-human',
  findings: { seed: MESSAGE, options: 'It says how jobs are made; the jobs themselves are converted.' },
  convert(input, notes) {
    const text = input.child('scriptText');
    const written = text?.text() ?? '';
    const isText = input.booleanOf('usingScriptText', written.trim() !== '') && written.trim() !== '';
    const script = isText ? text : input.child('targets');
    notes.needsHuman('seed', script ?? input);
    together(
      input.elements.filter((element) => element !== script),
      'dropped',
      (at) => notes.dropped('options', at),
    );
    const step: FailStep = {
      kind: 'fail',
      name: 'Make jobs',
      at: input.at,
      code: 'job-dsl/seed',
      message: isText || script === undefined ? MESSAGE : `${MESSAGE} Its scripts: ${script.rawText.trim()}.`,
      ...(isText && { original: { name: 'jobs.groovy', text: written } }),
    };
    return { run: [step] };
  },
});
