import { defineConverter } from '../../src/convert/converter.js';
import { forEachFile } from '../../src/convert/elements/for-each-file.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';

/** Looks for viruses. The server was set up in Jenkins; here it is the one of the node. Source: ClamAV plugin, ClamAvRecorder. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.clamav.ClamAvRecorder',
  section: 'publishers',
  plugin: 'clamav',
  summary: 'Scans files of the workspace for viruses',
  becomes: 'role for-each-file with clamdscan in post-run',
  grade: 'approximate',
  findings: {},
  convert(input) {
    const include = input.textOf('includes').trim();
    const call = {
      name: 'Scan for viruses',
      include: include === '' ? '**' : include,
      exclude: input.textOf('excludes'),
      lines: ['clamdscan --fdpass --no-summary "$1"'],
    };
    return { post: [{ ...forEachFile(call, input), when: [SUCCEEDED] }] };
  },
});
