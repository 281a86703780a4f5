import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { together } from '../../src/convert/elements/together.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { toolCall } from '../../src/convert/elements/tool-call.js';
import type { Value } from '../../src/model/value.js';

const USED = new Set([
  'switches',
  'tasks',
  'rootBuildScriptDir',
  'buildFile',
  'gradleName',
  'useWrapper',
  'wrapperLocation',
  'useWorkspaceAsHome',
]);

/** Runs Gradle. Source: Gradle plugin, hudson.plugins.gradle.Gradle; jenkins-elements: hudson.plugins.gradle.Gradle. */
export default defineConverter({
  element: 'hudson.plugins.gradle.Gradle',
  section: 'builders',
  plugin: 'gradle',
  summary: 'Runs Gradle or the wrapper of the project',
  becomes: 'a script that calls gradle or gradlew',
  grade: 'approximate',
  findings: {
    tool: 'Jenkins put a Gradle of its own in place: the node has to have gradle on its path.',
    options: 'This option of the plugin has no effect outside Jenkins, or is left to the project.',
  },
  convert(input, notes) {
    const isWrapper = input.booleanOf('useWrapper');
    const name = input.child('gradleName');
    if (isWrapper) name?.judgeAll('dropped');
    else if (name !== undefined && !['', '(Default)'].includes(name.text().trim())) {
      notes.approximated('tool', name, `(${name.rawText.trim()})`);
    }
    const location = input.textOf('wrapperLocation').trim();
    const file = input.textOf('buildFile').trim();
    const words = [
      isWrapper ? `${location === '' ? '.' : location.replace(/\/$/, '')}/gradlew` : 'gradle',
      ...tokenize(input.textOf('switches')),
      ...tokenize(input.textOf('tasks')),
      ...(file === '' ? [] : ['-b', file]),
    ];
    const home: Record<string, Value> = input.booleanOf('useWorkspaceAsHome')
      ? { GRADLE_USER_HOME: expandMacros('$WORKSPACE') }
      : {};
    const rest = input.elements.filter((element) => !USED.has(element.name));
    const folder = input.textOf('rootBuildScriptDir').trim();
    together(rest, 'dropped', (first) => notes.dropped('options', first));
    return { run: [toolCall({ name: 'Run Gradle', words, folder, environment: home }, input)] };
  },
});
