import { defineConverter } from '../../src/convert/converter.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Jenkins core: ChoiceParameterDefinition. The first choice is the default unless `defaultValue` names another. */
export default defineConverter({
  element: [
    'hudson.model.ChoiceParameterDefinition',
    'com.gem.persistentparameter.PersistentChoiceParameterDefinition',
  ],
  section: 'parameters',
  plugin: 'core',
  summary: 'A parameter with a list of values',
  becomes: 'A variable with the default',
  grade: 'exact',
  findings: {
    'other-choices':
      'Zuul asks nobody: the default counts. Where another value is needed, make a job of its own with that value.',
  },
  convert(input, notes) {
    const [first, ...others] = choicesOf(input.need('choices'));
    const named = input.textOf('defaultValue');
    const value = named === '' ? (first?.text() ?? '') : named;
    const unused = named === '' ? others : [first, ...others];
    for (const choice of unused) if (choice !== undefined) choice.judgeAll('dropped');
    if (others[0] !== undefined) notes.dropped('other-choices', others[0]);
    return parameter(input, value);
  },
});

/** Jenkins keeps the list in several shapes: `<string>` directly, or inside `<a class="string-array">`. */
function choicesOf(choices: Element): readonly Element[] {
  return choices.child('a')?.children() ?? choices.children();
}
