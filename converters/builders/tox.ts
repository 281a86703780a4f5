import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { toolCall } from '../../src/convert/elements/tool-call.js';
import type { Value } from '../../src/model/value.js';

/** Runs tox. Source: ShiningPanda plugin, ToxBuilder; jenkins-elements: ToxBuilder. */
export default defineConverter({
  element: 'jenkins.plugins.shiningpanda.builders.ToxBuilder',
  section: 'builders',
  plugin: 'shiningpanda',
  summary: 'Runs tox',
  becomes: 'a script that calls tox',
  grade: 'exact',
  findings: {},
  convert(input) {
    const file = input.textOf('toxIni', 'tox.ini').trim();
    // The names of the environments, made of the values of a matrix.
    const pattern = input.textOf('toxenvPattern').trim();
    const words = ['tox', ...(file === '' ? [] : ['-c', file]), ...(input.booleanOf('recreate') ? ['--recreate'] : [])];
    const environment: Record<string, Value> = pattern === '' ? {} : { TOXENV: expandMacros(pattern) };
    return { run: [toolCall({ name: 'Run tox', words, environment }, input)] };
  },
});
