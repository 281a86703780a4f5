import { defineConverter } from '../../src/convert/converter.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { scriptStep } from '../../src/convert/elements/script.js';
import type { Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const CONSOLE =
  'It ran when the console held a certain text, which nothing in Zuul can ask for: decide when the script shall run, and take the step that fails out.';

/**
 * Scripts after the build, when the console holds a text. Those for any text just run; a failing one counts only where it
 * says so. Source: Post build task plugin; jenkins-elements: PostbuildTask.
 */
export default defineConverter({
  element: 'hudson.plugins.postbuildtask.PostbuildTask',
  section: 'publishers',
  plugin: 'postbuild-task',
  summary: 'Runs scripts after the build when the console holds a text',
  becomes: 'scripts in post-run',
  grade: 'approximate',
  findings: { console: CONSOLE, empty: 'The script is empty: it did nothing.' },
  convert(input, notes, walk) {
    const post = (input.child('tasks')?.children() ?? []).flatMap((task): Step[] => {
      const script = task.need('script');
      const step = scriptStep(script.text(), walk.settings.jenkinsShell, script);
      const fails = task.booleanOf('EscalateStatus');
      const tests = task.booleanOf('RunIfJobSuccessful') ? [SUCCEEDED] : [];
      if (step === undefined) {
        notes.dropped('empty', task);
        return [];
      }
      const done: Step = withTests(fails ? step : { ...step, ignoreErrors: true }, tests);
      const texts = task.child('logTexts');
      if (texts === undefined || takesEverything(texts)) return [done];
      notes.needsHuman('console', texts);
      const code = 'postbuild-task/console';
      const stop: Step = { kind: 'fail', name: 'Decide whether to go on', at: task.at, code, message: CONSOLE };
      return [{ kind: 'block', name: 'Run a script under an unknown condition', at: task.at, steps: [stop, done] }];
    });
    return { post };
  },
});

function takesEverything(texts: Element): boolean {
  return texts.children().every((text) => {
    text.child('operator')?.text();
    return ['', '.*', '.'].includes(text.textOf('logText').trim());
  });
}
