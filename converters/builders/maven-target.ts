import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { definitions, toolCall } from '../../src/convert/elements/tool-call.js';
import type { FailStep, Step } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

const UNNAMED = new Set(['', '(Default)', '(Inherit From Job)', 'default']);
const SETTINGS =
  'The settings of this call are kept in Jenkins: put the file into a secret or a repository, and hand it over with -s or -gs.';

/**
 * Runs Maven. Source: Jenkins core, hudson.tasks.Maven; jenkins-elements: hudson.tasks.Maven.
 */
export default defineConverter({
  element: 'hudson.tasks.Maven',
  section: 'builders',
  plugin: 'maven-plugin',
  summary: 'Runs Maven',
  becomes: 'a script that calls mvn',
  grade: 'approximate',
  findings: {
    tool: 'Jenkins put a Maven of its own in place: the node has to have mvn on its path.',
    'kept-settings': SETTINGS,
    'secret-variables': 'Jenkins handed secrets over as properties of Maven: check which it needs.',
  },
  convert(input, notes) {
    const name = input.child('mavenName');
    if (name !== undefined && !UNNAMED.has(name.text().trim()))
      notes.approximated('tool', name, `(${name.rawText.trim()})`);
    const inject = input.child('injectBuildVariables');
    if (inject !== undefined && input.booleanOf('injectBuildVariables')) notes.approximated('secret-variables', inject);

    const files = [settingsOf(input.child('settings'), '-s'), settingsOf(input.child('globalSettings'), '-gs')];
    const pom = input.textOf('pom').trim();
    const options = [
      ...(pom === '' ? [] : ['-f', pom]),
      ...files.flatMap((file) => file ?? []),
      ...definitions(parseJavaProperties(input.textOf('properties'))),
      ...(input.booleanOf('usePrivateRepository') ? ['-Dmaven.repo.local=$WORKSPACE/.repository'] : []),
    ];
    const jvm = input.textOf('jvmOptions').trim().replaceAll(/\s+/g, ' ');
    const environment: Record<string, Value> = jvm === '' ? {} : { MAVEN_OPTS: expandMacros(jvm) };
    // A bar parts calls from each other.
    const calls = input
      .need('targets')
      .text()
      .split('|')
      .map((call) => tokenize(call));
    const steps: Step[] = calls.map((goals) =>
      toolCall({ name: 'Run Maven', words: ['mvn', ...options, ...goals], environment }, input),
    );
    if (!files.includes(undefined)) return { run: steps };
    for (const settings of [input.child('settings'), input.child('globalSettings')]) {
      if (settings !== undefined && settingsOf(settings, '') === undefined) notes.needsHuman('kept-settings', settings);
    }
    const code = 'maven-target/kept-settings';
    const stop: FailStep = {
      kind: 'fail',
      name: 'Ask for the settings of Maven',
      at: input.at,
      code,
      message: SETTINGS,
    };
    return { run: [stop, ...steps] };
  },
});

/** Options for a file of settings; nothing where the file is kept in Jenkins. */
function settingsOf(settings: Element | undefined, option: string): readonly string[] | undefined {
  const kind = settings?.attribute('class')?.split('.').at(-1);
  settings?.children();
  if (kind === undefined || /^Default(Global)?SettingsProvider$/.test(kind)) return [];
  return /^FilePath(Global)?SettingsProvider$/.test(kind) ? [option, settings!.need('path').text().trim()] : undefined;
}
