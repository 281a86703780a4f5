import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { virtualDisplaySteps, type VirtualDisplay } from '../../src/convert/elements/tool-steps.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** XvfbBuildWrapper without a screen of its own. */
const SCREEN = '1024x768x24';
/** The display manager of the Xvnc plugin begins there. */
const XVNC_NUMBER = 10;

/** Xvfb and Xvnc plugins: an X server around the builders. Source: XvfbBuildWrapper, hudson.plugins.xvnc.Xvnc. */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.xvfb.XvfbBuildWrapper',
    'org.jenkinsci.plugins.xvfb.Xvfb',
    'hudson.plugins.xvnc.Xvnc',
  ],
  section: 'wrappers',
  plugin: 'xvfb, xvnc',
  summary: 'Starts an X server for the steps, and stops it',
  becomes: 'role virtual-display around the builders',
  grade: 'exact',
  findings: {
    details: 'Only says which installation of Jenkins is used and how builds on one node share numbers: left out.',
    'after-builders':
      'Jenkins stopped the display after the publishers: here it is stopped before them, when the builders have ended.',
    labels: 'The display was only started on nodes with this label: here it always is.',
  },
  convert(input, notes) {
    const display = input.type.endsWith('.Xvnc') ? xvnc(input) : xvfb(input);
    const late = input.child('shutdownWithBuild');
    if (late !== undefined && /^true$/i.test(late.rawText.trim())) notes.approximated('after-builders', late);
    const labels = input.child('assignedLabels');
    if (labels !== undefined && labels.rawText.trim() !== '') notes.approximated('labels', labels);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    const [start, stop] = virtualDisplaySteps(display, input);
    return { setUp: [start], after: [stop] } satisfies Contribution;
  },
});

function xvfb(input: Element): VirtualDisplay {
  const screen = input.textOf('screen').trim() || SCREEN;
  const own = input.child('displayName')?.integer();
  const number = own ?? input.child('displayNameOffset')?.integer();
  const more = tokenize(input.textOf('additionalOptions'));
  return { arguments: ['-screen', '0', screen, ...more], ...(number !== undefined && number > 0 && { number }) };
}

function xvnc(input: Element): VirtualDisplay {
  return {
    server: 'Xvnc',
    arguments: ['-localhost', '-SecurityTypes', 'None'],
    number: XVNC_NUMBER,
    ...(input.booleanOf('useXauthority') && { authority: true }),
    ...(input.booleanOf('takeScreenshot') && { screenshot: 'screenshot.jpg' }),
  };
}
