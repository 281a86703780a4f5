import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { ignoreClass } from '../../src/convert/elements/together.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, definitions, toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { Value } from '../../src/model/value.js';

/** Runs a Groovy script on the node. Source: Groovy plugin, hudson.plugins.groovy.Groovy. */
export default defineConverter({
  element: 'hudson.plugins.groovy.Groovy',
  section: 'builders',
  plugin: 'groovy',
  summary: 'Runs a Groovy script on the node',
  becomes: 'a script that groovy runs',
  grade: 'approximate',
  findings: { tool: TOOL_FINDING },
  convert(input, notes) {
    readToolName(input.child('groovyName'), notes);
    const path = input
      .textOf('classPath')
      .split('\n')
      .map((line) => line.trim());
    const options = [
      ...(path.join('') === '' ? [] : ['-cp', path.filter((line) => line !== '').join(':')]),
      ...definitions(parseJavaProperties(input.textOf('properties'))),
      ...tokenize(input.textOf('parameters')),
    ];
    const behind = tokenize(input.textOf('scriptParameters'));
    const java = input.textOf('javaOpts').trim();
    const environment: Record<string, Value> = java === '' ? {} : { JAVA_OPTS: expandMacros(java) };
    const source = input.need('scriptSource');
    ignoreClass(source);
    const name = 'Run a Groovy script';
    const body = source.child('command');
    if (body === undefined) {
      const words = ['groovy', ...options, source.textOf('scriptFile').trim(), ...behind];
      return { run: [toolCall({ name, words, environment }, input)] };
    }
    // What follows the command is the path of the script, which a shell puts between its options and its arguments.
    const command =
      options.length + behind.length === 0
        ? ['groovy']
        : [
            '/bin/sh',
            '-c',
            ['exec groovy', commandLine(options), '"$0"', commandLine(behind)].filter(Boolean).join(' '),
          ];
    return {
      run: [
        {
          kind: 'script',
          name,
          at: input.at,
          body: body.text(),
          command,
          extension: 'groovy',
          ...(java !== '' && { environment }),
        },
      ],
    };
  },
});
