import { defineConverter } from '../../src/convert/converter.js';
import { checkTests } from '../../src/convert/elements/check-tests.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { strictest } from '../../src/convert/elements/limits.js';
import { together } from '../../src/convert/elements/together.js';

const FILES = ['outputFileName', 'reportFileName', 'logFileName'];
const NAMES: Readonly<Record<string, string>> = {
  outputFileName: 'output.xml',
  reportFileName: 'report.html',
  logFileName: 'log.html',
};

/**
 * Reports of Robot Framework: kept, and read: the share of passed tests decides, and a report that is missing or broken fails
 * the build. Source: Robot Framework plugin, RobotPublisher; jenkins-elements: RobotPublisher.
 */
export default defineConverter({
  element: 'hudson.plugins.robot.RobotPublisher',
  section: 'publishers',
  plugin: 'robot',
  summary: 'Reads results of Robot Framework; a share of passed tests decides about the result',
  becomes: 'roles archive-artifacts and xunit-results in post-run; the latter fails below the share',
  grade: 'approximate',
  findings: { display: 'How Jenkins shows the results has no counterpart.' },
  convert(input, notes) {
    const folder = input.textOf('outputPath').trim().replace(/\/$/, '');
    const others = (input.child('otherFiles')?.children() ?? []).map((file) => file.text().trim());
    const within = (name: string): string => (folder === '' || folder === '.' ? name : `${folder}/${name}`);
    const names = [...FILES.map((name) => input.textOf(name, NAMES[name]).trim()), ...others];
    const [output = ''] = names;
    const limits = ['passThreshold', 'unstableThreshold'].map((name) => input.child(name));
    const passed = strictest(limits, 'most', (limit) => limit > 0);
    const used = new Set([...FILES, 'outputPath', 'otherFiles', 'onlyCritical', 'passThreshold', 'unstableThreshold']);
    together(
      input.elements.filter(({ name }) => !used.has(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const keep = keepReport(
      'Keep results of Robot Framework',
      names
        .filter((name) => name !== '')
        .map(within)
        .join(','),
      input,
    );
    const report = {
      format: 'robot',
      include: within(output),
      required: true,
      strict: true,
      options: { only_critical: input.booleanOf('onlyCritical', true) },
    };
    const limit = passed === undefined ? {} : { passed, inPercent: true };
    return { post: [...keep, checkTests([report], limit, input, 'Check results of Robot Framework')] };
  },
});
