import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { checkWarnings } from '../../src/convert/elements/check-warnings.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';
import {
  THRESHOLD_FIELDS,
  THRESHOLD_FINDINGS,
  warningThresholds,
} from '../../src/convert/elements/warning-thresholds.js';

const USED = [...THRESHOLD_FIELDS, 'pattern', 'excludePattern', 'high', 'normal', 'low'];
const SWITCHES = ['ignoreCase', 'asRegexp', 'canRunOnFailed'];

/** Tags like TODO in source files. Without a limit they are only shown. Source: Task Scanner plugin, TasksPublisher. */
export default defineConverter({
  element: 'hudson.plugins.tasks.TasksPublisher',
  section: 'publishers',
  plugin: 'tasks',
  summary: 'Shows open tasks in source files; limits decide about the result',
  becomes: 'role warning-limits in post-run where there are limits, else nothing',
  grade: 'approximate',
  findings: THRESHOLD_FINDINGS,
  convert(input, notes) {
    const most = warningThresholds(input, notes);
    const hasLimits = Object.keys(most).length > 0;
    const used = new Set(hasLimits ? [...USED, ...SWITCHES] : THRESHOLD_FIELDS);
    together(
      input.elements.filter(({ name }) => !used.has(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    if (!hasLimits) return {};
    const pattern = input.textOf('pattern').trim();
    const report = {
      format: 'tasks',
      include: pattern === '' ? '**/*.java' : pattern,
      exclude: input.textOf('excludePattern'),
      options: {
        high: antPatterns(input.textOf('high')),
        normal: antPatterns(input.textOf('normal')),
        low: antPatterns(input.textOf('low')),
        ignore_case: input.booleanOf('ignoreCase'),
        regexp: input.booleanOf('asRegexp'),
      },
    };
    const tests = input.booleanOf('canRunOnFailed') ? [] : [SUCCEEDED];
    return { post: [withTests(checkWarnings([report], most, input, { name: 'Check numbers of open tasks' }), tests)] };
  },
});
