import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { definitions, toolCall } from '../../src/convert/elements/tool-call.js';
import type { Value } from '../../src/model/value.js';

/** Runs Ant. Source: Ant plugin, hudson.tasks.Ant; jenkins-elements: hudson.tasks.Ant. */
export default defineConverter({
  element: 'hudson.tasks.Ant',
  section: 'builders',
  plugin: 'ant',
  summary: 'Runs Ant',
  becomes: 'a script that calls ant',
  grade: 'approximate',
  findings: { tool: 'Jenkins put an Ant of its own in place: the node has to have ant on its path.' },
  convert(input, notes) {
    const name = input.child('antName');
    if (name !== undefined && !['', '(Default)', 'default'].includes(name.text().trim())) {
      notes.approximated('tool', name, `(${name.rawText.trim()})`);
    }
    const file = input.textOf('buildFile').trim();
    const opts = input.textOf('antOpts').trim().replaceAll(/\s+/g, ' ');
    const words = [
      'ant',
      ...(file === '' ? [] : ['-file', file]),
      ...definitions(parseJavaProperties(input.textOf('properties'))),
      ...tokenize(input.textOf('targets')),
    ];
    const environment: Record<string, Value> = opts === '' ? {} : { ANT_OPTS: expandMacros(opts) };
    return { run: [toolCall({ name: 'Run Ant', words, environment }, input)] };
  },
});
