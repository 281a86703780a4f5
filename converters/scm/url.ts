import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { ScriptStep } from '../../src/model/step.js';

/** URL SCM plugin: files by their addresses, named after the last part of it. Source: URLSCM. */
export default defineConverter({
  element: 'hudson.plugins.URLSCM.URLSCM',
  section: 'scm',
  plugin: 'URLSCM',
  summary: 'Fetches files by their addresses before the builders',
  becomes: 'A step with curl',
  grade: 'exact',
  findings: { 'empty-workspace': 'Every build starts with an empty workspace by itself: left out.' },
  convert(input, notes) {
    const urls = sectionOf(input, 'urls').map((tuple) => (tuple.child('urlString') ?? tuple).text().trim());
    leaveOutRest(input, (rest) => notes.dropped('empty-workspace', rest));
    const lines = urls.filter((url) => url !== '').map((url) => `curl -fsSL -O ${shellWord(url)}`);
    if (lines.length === 0) return {};
    const step: ScriptStep = {
      kind: 'script',
      name: 'Fetch files',
      at: input.at,
      body: `${lines.join('\n')}\n`,
      command: ['/bin/sh', '-xe'],
      extension: 'sh',
    };
    return { checkout: [step] };
  },
});
