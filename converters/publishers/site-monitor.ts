import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';

/** Asks web sites. Source: SiteMonitor plugin, SiteMonitorRecorder; jenkins-elements: the same. */
export default defineConverter({
  element: 'hudson.plugins.sitemonitor.SiteMonitorRecorder',
  section: 'publishers',
  plugin: 'sitemonitor',
  summary: 'Checks after the build whether web sites answer',
  becomes: 'a script that calls curl in post-run',
  grade: 'approximate',
  findings: { options: 'How long is waited, and which answers are good, is what curl takes by itself.' },
  convert(input, notes) {
    const sites = (input.child('mSites')?.children() ?? [])
      .map((site) => site.textOf('mUrl').trim())
      .filter((url) => url !== '');
    leaveOutRest(input, (first) => notes.dropped('options', first));
    if (sites.length === 0) return {};
    // Each is asked, whatever the others answer.
    const lines = [
      'status=0',
      ...sites.map(
        (url) =>
          `${commandLine(['curl', '--fail', '--silent', '--show-error', '--output', '/dev/null', url])} || status=1`,
      ),
      'exit $status',
    ];
    return { post: [shellStep({ name: 'Check web sites', lines }, input)] };
  },
});
