import { defineConverter } from '../../src/convert/converter.js';
import { checkWarnings } from '../../src/convert/elements/check-warnings.js';
import { keepReport, unchecked } from '../../src/convert/elements/keep-report.js';
import { strictest } from '../../src/convert/elements/limits.js';
import { together } from '../../src/convert/elements/together.js';
import type { Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** The plugin's word for a tool → the role's word for its format. */
const FORMATS: Readonly<Record<string, string>> = {
  checkstyle: 'checkstyle',
  codenarc: 'codenarc',
  cpd: 'cpd',
  cpplint: 'cpplint',
  csslint: 'jslint',
  findbugs: 'findbugs',
  fxcop: 'fxcop',
  gendarme: 'gendarme',
  jcreport: 'jcreport',
  jshint: 'jslint',
  jslint: 'jslint',
  pep8: 'pep8',
  perlcritic: 'perlcritic',
  pmd: 'pmd',
  pylint: 'pylint',
  simian: 'cpd',
  stylecop: 'stylecop',
};

const LIMIT =
  'Reports of this tool cannot be counted here: check the number with a script, and take the step that fails out.';

/** Reports of several tools, each with a limit of its own. Source: Violations plugin, TypeConfig and ViolationsReport. */
export default defineConverter({
  element: 'hudson.plugins.violations.ViolationsPublisher',
  section: 'publishers',
  plugin: 'violations',
  summary: 'Shows reports of static analysis; numbers of violations can make the build UNSTABLE or fail it',
  becomes: 'roles archive-artifacts and warning-limits in post-run, one call for each tool',
  grade: 'approximate',
  findings: {
    'unknown-tool': LIMIT,
    'no-file': 'No files are named for this tool: nothing was read.',
    display: 'How Jenkins shows the report has no counterpart.',
  },
  convert(input, notes) {
    const config = input.child('config');
    const entries = config?.child('typeConfigs')?.children() ?? [];
    const tools = entries.flatMap((entry) => entry.elements.find(({ elements }) => elements.length > 0) ?? []);
    const named = tools.filter((tool) => (tool.child('pattern')?.rawText.trim() ?? '') !== '');
    together(
      entries.filter((entry) => !named.some((tool) => tool.parent === entry)),
      'dropped',
      (first) => notes.dropped('no-file', first),
    );
    const rest = (config?.elements ?? []).filter(({ name }) => name !== 'typeConfigs');
    const shown = named.flatMap((tool) => ['min', 'max', 'usePattern'].map((name) => tool.child(name)));
    together([...rest, ...shown], 'dropped', (first) => notes.dropped('display', first));
    return { post: named.flatMap(stepsFor) };

    function stepsFor(tool: Element): readonly Step[] {
      const name = tool.textOf('type').trim();
      const key = tool.parent?.child('string');
      key?.judgeAll('dropped');
      const include = tool.textOf('pattern');
      const keep = keepReport(`Keep reports of ${name}`, include, tool);
      // So many of them already made the build UNSTABLE; a negative number stands for an empty field.
      const limit = strictest([tool.child('unstable'), tool.child('fail')], 'least', (number) => number > 0);
      const format = FORMATS[name];
      if (limit === undefined) return keep;
      if (format === undefined) {
        notes.needsHuman('unknown-tool', tool.child('unstable') ?? tool, `(${name})`);
        return [...keep, unchecked('violations/unknown-tool', LIMIT, tool)];
      }
      const options = { name: `Check numbers of violations of ${name}` };
      return [...keep, checkWarnings([{ format, include }], { all: limit - 1 }, tool, options)];
    }
  },
});
