import { defineConverter } from '../../src/convert/converter.js';
import { keepReport, unchecked } from '../../src/convert/elements/keep-report.js';
import { together } from '../../src/convert/elements/together.js';

const LIMITS =
  'A share of passed tests decided about the result: let the call of robot fail, or check it with a script, and take the step that fails out.';
const FILES = ['outputFileName', 'reportFileName', 'logFileName'];
const NAMES: Readonly<Record<string, string>> = {
  outputFileName: 'output.xml',
  reportFileName: 'report.html',
  logFileName: 'log.html',
};

/** Reports of Robot Framework. jenkins-elements: RobotPublisher. */
export default defineConverter({
  element: 'hudson.plugins.robot.RobotPublisher',
  section: 'publishers',
  plugin: 'robot',
  summary: 'Reads results of Robot Framework; a share of passed tests decides about the result',
  becomes: 'role archive-artifacts in post-run; a task that fails where there are limits',
  grade: 'approximate',
  findings: { limits: LIMITS, display: 'How Jenkins shows the results has no counterpart.' },
  convert(input, notes) {
    const folder = input.textOf('outputPath').trim().replace(/\/$/, '');
    const others = (input.child('otherFiles')?.children() ?? []).map((file) => file.text().trim());
    const names = [...FILES.map((name) => input.textOf(name, NAMES[name]).trim()), ...others].filter(
      (name) => name !== '',
    );
    const patterns = names.map((name) => (folder === '' ? name : `${folder}/${name}`)).join(',');
    const limits = ['passThreshold', 'unstableThreshold'].map((name) => input.child(name));
    const active = limits.filter((limit) => limit !== undefined && Number(limit.text().trim() || '0') > 0);
    together(active, 'needs-human', (first) => notes.needsHuman('limits', first));
    const used = new Set([...FILES, 'outputPath', 'otherFiles']);
    together(
      input.elements.filter(({ name }) => !used.has(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const keep = keepReport('Keep results of Robot Framework', patterns, input);
    return { post: active.length === 0 ? keep : [...keep, unchecked('robot/limits', LIMITS, input)] };
  },
});
