import { defineConverter } from '../../src/convert/converter.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';

/**
 * Copies files to a host that is set up in Jenkins. They are kept with the logs of the build instead: that is where most of
 * them went. jenkins-elements: SCPRepositoryPublisher.
 */
export default defineConverter({
  element: 'be.certipost.hudson.plugin.SCPRepositoryPublisher',
  section: 'publishers',
  plugin: 'scp',
  summary: 'Copies files and the console to another host',
  becomes: 'role archive-artifacts in post-run',
  grade: 'approximate',
  findings: {
    'other-host':
      'The files stay with the logs of the build. Where the host is more than a place for logs, write a job after review with a secret that publishes them.',
    console: 'Zuul keeps the console by itself.',
    place: 'The folder on the other host has no counterpart.',
  },
  convert(input, notes) {
    const site = input.child('siteName');
    if (site !== undefined) notes.approximated('other-host', site, `(${site.text().trim()})`);
    const entries = input.child('entries')?.children() ?? [];
    return {
      post: entries.flatMap((entry) => {
        const place = entry.child('filePath');
        if (place !== undefined) notes.dropped('place', place);
        entry.child('keepHierarchy')?.judgeAll('dropped');
        const console = entry.child('copyConsoleLog');
        if (console !== undefined && entry.booleanOf('copyConsoleLog')) notes.dropped('console', console);
        const steps = keepReport('Keep files', entry.textOf('sourceFile').trim(), entry);
        const always = entry.booleanOf('copyAfterFailure');
        if (steps.length === 0) entry.child('copyAfterFailure')?.judgeAll('dropped');
        return always ? steps : steps.map((step) => ({ ...step, when: [SUCCEEDED] }));
      }),
    };
  },
});
