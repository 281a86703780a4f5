import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';

/**
 * Curves over builds: Zuul compares no builds. The files with the numbers are kept. Source: Plot plugin, Plot and Series;
 * jenkins-elements: PlotPublisher.
 */
export default defineConverter({
  element: 'hudson.plugins.plot.PlotPublisher',
  section: 'publishers',
  plugin: 'plot',
  summary: 'Draws curves over builds from files with numbers',
  becomes: 'role archive-artifacts in post-run, for the files',
  grade: 'approximate',
  findings: { curve: 'A curve over builds has no counterpart: the files with the numbers are kept, tell its readers.' },
  convert(input, notes) {
    const series = (input.child('plots')?.children() ?? []).flatMap((plot) => plot.child('series')?.children() ?? []);
    const files = series.map((one) => one.textOf('file').trim()).filter((file) => file !== '');
    leaveOutRest(input, (first) => notes.dropped('curve', first));
    return { post: keepReport('Keep numbers for curves', [...new Set(files)].join(','), input) };
  },
});
