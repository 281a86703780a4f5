import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, definitions, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';

/** Switch of Grails → field of the plugin. */
const SWITCHES: readonly (readonly [string, string])[] = [
  ['--non-interactive', 'nonInteractive'],
  ['--plain-output', 'plainOutput'],
  ['--stacktrace', 'stackTrace'],
  ['--verbose', 'verbose'],
  ['--refresh-dependencies', 'refreshDependencies'],
];

/** Runs Grails, once for each target. Source: Grails plugin, GrailsBuilder. */
export default defineConverter({
  element: 'com.g2one.hudson.grails.GrailsBuilder',
  section: 'builders',
  plugin: 'grails',
  summary: 'Runs targets of Grails',
  becomes: 'a script that calls grails',
  grade: 'approximate',
  findings: { tool: TOOL_FINDING },
  convert(input, notes) {
    const name = input.child('name');
    const isWrapper = input.booleanOf('useWrapper');
    if (isWrapper) name?.judgeAll('dropped');
    else readToolName(name, notes);
    const folder = input.textOf('projectBaseDir').trim();
    const defined = {
      'grails.work.dir': input.textOf('grailsWorkDir').trim(),
      'grails.project.work.dir': input.textOf('projectWorkDir').trim(),
      'server.port': input.textOf('serverPort').trim(),
    };
    const options = [
      isWrapper ? './grailsw' : 'grails',
      ...definitions(Object.fromEntries(Object.entries(defined).filter(([, value]) => value !== ''))),
      ...definitions(parseJavaProperties(input.textOf('properties'))),
    ];
    const switches = SWITCHES.filter(([, field]) => input.booleanOf(field)).map(([word]) => word);
    // One target a word; a target with arguments stands in quotes.
    const targets = tokenize(input.textOf('targets')).map((target) => tokenize(target));
    const calls = [...(input.booleanOf('forceUpgrade') ? [['upgrade']] : []), ...targets];
    const lines = [
      ...(folder === '' ? [] : [`cd -- ${shellWord(folder)}`]),
      ...calls.map((target) => commandLine([...options, ...target, ...switches])),
    ];
    return { run: [shellStep({ name: 'Run Grails', lines }, input)] };
  },
});
