import { defineConverter } from '../../src/convert/converter.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';

/** Runs sbt. Source: sbt plugin, SbtPluginBuilder: `java <jvmFlags> -jar sbt-launch.jar <sbtFlags> <actions>`. */
export default defineConverter({
  element: 'org.jvnet.hudson.plugins.SbtPluginBuilder',
  section: 'builders',
  plugin: 'sbt',
  summary: 'Runs sbt',
  becomes: 'a script that calls sbt',
  grade: 'approximate',
  findings: { tool: TOOL_FINDING },
  convert(input, notes) {
    readToolName(input.child('name'), notes);
    const words = [
      'sbt',
      ...tokenize(input.textOf('jvmFlags')).map((flag) => `-J${flag}`),
      ...tokenize(input.textOf('sbtFlags')),
      ...tokenize(input.textOf('actions')),
    ];
    return { run: [toolCall({ name: 'Run sbt', words, folder: input.textOf('subdirPath').trim() }, input)] };
  },
});
