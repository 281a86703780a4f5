import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import {
  MAVEN_SETTINGS_FINDINGS,
  readMavenSettings,
  type MavenSettingsFinding,
} from '../../src/convert/elements/maven-call.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { definitions, toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { Step } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';

/**
 * Runs Maven. Source: Jenkins core, hudson.tasks.Maven; jenkins-elements: hudson.tasks.Maven.
 */
export default defineConverter({
  element: 'hudson.tasks.Maven',
  section: 'builders',
  plugin: 'maven-plugin',
  summary: 'Runs Maven',
  becomes: 'a script that calls mvn, with secrets for settings that Jenkins keeps',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    ...MAVEN_SETTINGS_FINDINGS,
    'secret-variables': 'Jenkins handed secrets over as properties of Maven: check which it needs.',
  },
  convert(input, notes) {
    readToolName(input.child('mavenName'), notes);
    const inject = input.child('injectBuildVariables');
    if (inject !== undefined && input.booleanOf('injectBuildVariables')) notes.approximated('secret-variables', inject);

    let isUnknown = false;
    const noting: Notes<MavenSettingsFinding> = {
      ...notes,
      needsHuman(code, at, detail) {
        isUnknown ||= code === 'unknown-settings';
        notes.needsHuman(code, at, detail);
      },
    };
    const settings = readMavenSettings(input, noting);
    const pom = input.textOf('pom').trim();
    const options = [
      ...(pom === '' ? [] : ['-f', pom]),
      ...settings.options,
      ...definitions(parseJavaProperties(input.textOf('properties'))),
      ...(input.booleanOf('usePrivateRepository') ? ['-Dmaven.repo.local=$WORKSPACE/.repository'] : []),
    ];
    const jvm = input.textOf('jvmOptions').trim().replaceAll(/\s+/g, ' ');
    const environment: Record<string, Value> = jvm === '' ? {} : { MAVEN_OPTS: expandMacros(jvm) };
    // A bar parts calls from each other.
    const calls = input
      .textOf('targets')
      .split('|')
      .map((call) => tokenize(call));
    const steps: Step[] = calls.map((goals) =>
      toolCall({ name: 'Run Maven', words: ['mvn', ...options, ...goals], environment }, input),
    );
    if (isUnknown) {
      const code = 'maven-target/unknown-settings';
      const message = MAVEN_SETTINGS_FINDINGS['unknown-settings'];
      steps.unshift({ kind: 'fail', name: 'Ask for the settings of Maven', at: input.at, code, message });
    }
    const { secrets, setUp, after } = settings;
    if (secrets.length === 0) return { run: steps };
    const name = 'Run Maven with its settings';
    return { secrets, run: [{ kind: 'block', name, at: input.at, steps: [...setUp, ...steps], always: after }] };
  },
});
