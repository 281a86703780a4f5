import { defineConverter } from '../../src/convert/converter.js';
import { translateFlow } from '../../src/convert/elements/build-flow.js';
import { failStep } from '../../src/convert/elements/left-to-a-person.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { Step } from '../../src/model/step.js';

const UNREADABLE = 'The script of this flow is no Groovy that can be read: write its steps by hand.';
const IN_FILE = 'The script of this flow is a file of the repository: write its steps by hand.';

/**
 * Build Flow job: a script that starts jobs, one after the other or beside each other. Their steps become part of this job.
 * jenkins-elements: BuildFlow.
 */
export default defineConverter({
  element: 'com.cloudbees.plugins.flow.BuildFlow',
  section: 'job',
  plugin: 'build-flow-plugin',
  summary: 'Starts other jobs as a script says',
  becomes: 'A job with the steps of the jobs it started; what the script does besides fails',
  grade: 'approximate',
  findings: {
    ...FREESTYLE_FINDINGS,
    statement:
      'Parts of the script are more than starts of jobs: each fails in its place until a person has written it.',
    parallel:
      'What ran in parallel runs one after the other, as part of one job: give the jobs a pipeline if that takes too long.',
    retry: 'What was tried again after a failure is tried once.',
    unreadable: UNREADABLE,
    'script-in-file': IN_FILE,
    'no-builders': 'A flow runs no builders: left out.',
    workspace: 'Every job of Zuul has a workspace.',
  },
  convert(input, notes, walk) {
    const builders = input.child('builders');
    if (builders !== undefined && builders.elements.length > 0) notes.dropped('no-builders', builders);
    const workspace = input.child('buildNeedsWorkspace');
    if (workspace !== undefined) notes.dropped('workspace', workspace);
    const { run, ...around } = convertFreestyle(input, notes, walk);
    void run;
    return mergeContributions([around, { run: steps() }]);

    function steps(): readonly Step[] {
      const file = input.child('dslFile');
      if (file !== undefined && file.rawText.trim() !== '') {
        input.textOf('dsl');
        notes.needsHuman('script-in-file', file, `(${file.rawText.trim()})`);
        return [failStep('Run the flow', 'build-flow/script-in-file', IN_FILE, file)];
      }
      file?.children();
      const script = input.child('dsl');
      if (script === undefined) return [];
      const flow = translateFlow(script.text(), script.at);
      if (flow === undefined) {
        notes.needsHuman('unreadable', script);
        const original = { name: 'flow.groovy', text: script.rawText };
        return [{ ...failStep('Run the flow', 'build-flow/unreadable', UNREADABLE, script), original }];
      }
      const { statement, parallel, retry } = flow.notes;
      if (statement.length > 0) notes.needsHuman('statement', script, `(${some(statement)})`);
      if (parallel.length > 0) notes.approximated('parallel', script, `(${some(parallel)})`);
      if (retry.length > 0) notes.approximated('retry', script, `(${some(retry)})`);
      return flow.steps;
    }
  },
});

/** The first few, so that the finding stays a sentence. */
function some(words: readonly string[]): string {
  const rest = words.length - 3;
  return `${words.slice(0, 3).join('; ')}${rest > 0 ? `; and ${String(rest)} more` : ''}`;
}
