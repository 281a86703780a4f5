import { defineConverter } from '../../src/convert/converter.js';
import { checkWarnings } from '../../src/convert/elements/check-warnings.js';
import { readPostbuildScript } from '../../src/convert/elements/groovy-postbuild.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import type { Step } from '../../src/model/step.js';

const BY_HAND = 'Groovy inside Jenkins has no counterpart: read what it does, and write a step for it.';

/**
 * Groovy inside Jenkins, after the build. Scripts that only show badges are left out, those that look for texts in the console
 * become a check; others are left to a person. Source: Groovy Postbuild plugin, GroovyPostbuildRecorder, BadgeManager.
 */
export default defineConverter({
  element: 'org.jvnet.hudson.plugins.groovypostbuild.GroovyPostbuildRecorder',
  section: 'publishers',
  plugin: 'groovy-postbuild',
  summary: 'Runs Groovy inside Jenkins after the build',
  becomes: 'role warning-limits for texts in the console, nothing for badges, else a task that fails',
  grade: 'needs-human',
  findings: {
    'by-hand': BY_HAND,
    shows: 'It only shows something in Jenkins.',
    around: 'What the script is run with, and what happens when it breaks, belongs to Jenkins.',
    empty: 'The script is empty.',
  },
  convert(input, notes) {
    const script = input.child('script')?.child('script') ?? input.child('script') ?? input.child('groovyScript');
    const text = script?.rawText ?? '';
    if (script === undefined || text.trim() === '') {
      notes.dropped('empty', input);
      return {};
    }
    const known = readPostbuildScript(text);
    if (known?.kind === 'shows') {
      notes.dropped('shows', input);
      return {};
    }
    if (known === undefined) notes.needsHuman('by-hand', script);
    script.text();
    leaveOutRest(input, (first) => notes.dropped('around', first));
    if (known?.kind === 'fails-on') {
      const reports = known.expressions.map((expression) => ({ format: 'text', options: { expression } }));
      const name = 'Check whether a text is not in the console';
      return { post: [checkWarnings(reports, { found: 0 }, input, { name })] };
    }
    const fail: Step = {
      kind: 'fail',
      name: known === undefined ? 'Do what a Groovy script did' : 'Fail, as a Groovy script did',
      at: input.at,
      code: 'groovy-postbuild/by-hand',
      message: known === undefined ? BY_HAND : 'A Groovy script made every build of this job a failure.',
      original: { name: 'postbuild.groovy', text },
    };
    return { post: [fail] };
  },
});
