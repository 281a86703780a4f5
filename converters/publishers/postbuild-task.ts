import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { javaToPython } from '../../src/convert/elements/java-regex.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { scriptStep } from '../../src/convert/elements/script.js';
import { looksForJenkins, searchConsole } from '../../src/convert/elements/search-console.js';
import type { Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  'java-regex': 'This expression needs what only Java has: write it anew, and take the step that fails out.',
  'jenkins-text':
    'Jenkins itself wrote this text to the console, and Zuul does not: the script never runs. Decide when it shall.',
  empty: 'The script is empty: it did nothing.',
} as const;

type Code = keyof typeof FINDINGS;

/**
 * Scripts after the build, when the console holds certain texts. A failing one counts only where it says so.
 * Source: Post build task plugin, PostbuildTask and LogProperties; jenkins-elements: PostbuildTask.
 */
export default defineConverter({
  element: 'hudson.plugins.postbuildtask.PostbuildTask',
  section: 'publishers',
  plugin: 'postbuild-task',
  summary: 'Runs scripts after the build when the console holds a text',
  becomes: 'scripts in post-run, where they ask for a text behind role console-search',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes, walk) {
    const post = (input.child('tasks')?.children() ?? []).flatMap((task): readonly Step[] => {
      const script = task.need('script');
      const step = scriptStep(script.text(), walk.settings.jenkinsShell, script);
      const fails = task.booleanOf('EscalateStatus');
      const tests = task.booleanOf('RunIfJobSuccessful') ? [SUCCEEDED] : [];
      if (step === undefined) {
        notes.dropped('empty', task);
        return [];
      }
      const done: Step = withTests(fails ? step : { ...step, ignoreErrors: true }, tests);
      const texts = task.child('logTexts')?.children() ?? [];
      return texts.length === 0 || takesEverything(texts) ? [done] : asked(texts, done, task, notes);
    });
    return { post };
  },
});

function takesEverything(texts: readonly Element[]): boolean {
  const all = texts.every((text) => ['', '.*', '.'].includes(text.child('logText')?.rawText.trim() ?? ''));
  if (all) {
    for (const text of texts) {
      text.textOf('logText');
      text.child('operator')?.judgeAll('dropped');
    }
  }
  return all;
}

/** The script behind the question whether the console holds the texts. */
function asked(texts: readonly Element[], done: Step, task: Element, notes: Notes<Code>): readonly Step[] {
  const expressions: string[] = [];
  for (const text of texts) {
    const field = text.child('logText');
    const source = field?.text() ?? '';
    const python = javaToPython(source);
    if (python === undefined) {
      notes.needsHuman('java-regex', field!);
      const code = 'postbuild-task/java-regex';
      const stop: Step = {
        kind: 'fail',
        name: 'Decide whether to go on',
        at: task.at,
        code,
        message: FINDINGS['java-regex'],
      };
      texts.forEach((one) => one.judgeAll('dropped'));
      return [{ kind: 'block', name: 'Run a script under an unknown condition', at: task.at, steps: [stop, done] }];
    }
    if (looksForJenkins(source)) notes.approximated('jenkins-text', field!);
    expressions.push(python);
  }
  const { step, found } = searchConsole(expressions, task);
  return [step, withTests(done, [testOf(texts, found)])];
}

/** Each text is joined with those behind it by its own word; the first ones decide (the plugin stops as soon as it knows). */
function testOf(texts: readonly Element[], found: readonly string[]): string {
  texts.at(-1)?.child('operator')?.judgeAll('dropped');
  return texts.reduceRight((rest, text, index) => {
    const one = found[index]!;
    if (index === texts.length - 1) return one;
    const word = text.textOf('operator').trim().toUpperCase() === 'OR' ? 'or' : 'and';
    // All other words mean the same.
    if (word === 'and') text.child('operator')?.judgeAll('dropped');
    const behind = index < texts.length - 2 ? `(${rest})` : rest;
    return `${one} ${word} ${behind}`;
  }, '');
}
