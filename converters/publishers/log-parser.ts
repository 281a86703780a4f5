import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { together } from '../../src/convert/elements/together.js';
import type { RoleStep } from '../../src/model/step.js';

/** Rules for lines of the console. Source: Log Parser plugin, LogParserPublisher; jenkins-elements: the same. */
export default defineConverter({
  element: 'hudson.plugins.logparser.LogParserPublisher',
  section: 'publishers',
  plugin: 'log-parser',
  summary: 'Colours the console by rules; errors and warnings can decide about the result',
  becomes: 'role warning-limits in post-run where they decide, else nothing',
  grade: 'approximate',
  findings: {
    'global-rules':
      'These rules lie on the Jenkins controller: put the file into the repository or onto the node, and correct its path.',
    display: 'How Jenkins colours the console has no counterpart.',
  },
  convert(input, notes) {
    const limits = { error: 'failBuildOnError', warning: 'unstableOnWarning' };
    const most = Object.entries(limits).flatMap(([kind, field]) =>
      input.booleanOf(field) ? [[kind, 0] as const] : [],
    );
    const isOwn = input.booleanOf('useProjectRule');
    const path = input.child(isOwn ? 'projectRulePath' : 'parsingRulesPath');
    if (most.length === 0) {
      notes.dropped('display', input);
      return {};
    }
    if (!isOwn && path !== undefined) notes.needsHuman('global-rules', path, `(${path.text().trim()})`);
    const used = new Set([...Object.values(limits), 'useProjectRule', path?.name]);
    together(
      input.elements.filter(({ name }) => !used.has(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const step: RoleStep = {
      kind: 'role',
      name: 'Check the console',
      at: input.at,
      role: 'warning-limits',
      vars: {
        warning_limits_console: [{ format: 'log-parser' }],
        warning_limits_rules_file: expandMacros(path?.text().trim() ?? ''),
        warning_limits_most: Object.fromEntries(most),
      },
    };
    return { post: [step] };
  },
});
