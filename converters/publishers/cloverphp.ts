import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { together } from '../../src/convert/elements/together.js';
import type { Step } from '../../src/model/step.js';

const LIMIT = 'Coverage below this made the build UNSTABLE: let the test tool enforce it, or check it with a script.';

/**
 * Keeps the coverage report of PHPUnit, as an artifact. A missing report fails nothing, as in Jenkins.
 * Source: CloverPHP plugin, CloverPHPPublisher; jenkins-elements: CloverPHPPublisher.
 */
export default defineConverter({
  element: ['org.jenkinsci.plugins.cloverphp.CloverPHPPublisher', 'org.jenkinsci.plugins.cloverphp.CloverPublisher'],
  section: 'publishers',
  plugin: 'cloverphp',
  summary: 'Shows PHP coverage; a limit can make the build UNSTABLE',
  becomes: 'role archive-artifacts in post-run',
  grade: 'approximate',
  findings: {
    weather: 'These limits only choose a picture for the job.',
    'coverage-limit': LIMIT,
  },
  convert(input, notes) {
    together([input.child('healthyTarget'), input.child('unhealthyTarget')], 'dropped', (first) =>
      notes.dropped('weather', first),
    );
    const include = [expandMacros(input.need('xmlLocation').text().trim())];
    const html = input.textOf('reportDir').trim();
    const keepsHtml = input.booleanOf('publishHtmlReport');
    if (!keepsHtml) for (const name of ['reportDir', 'disableArchiving']) input.child(name)?.judgeAll('dropped');
    else if (!input.booleanOf('disableArchiving') && html !== '') {
      include.push(expandMacros(`${html.replace(/\/$/, '')}/`));
    }
    const vars = { archive_artifacts_include: include, archive_artifacts_allow_empty: true };
    const keep: Step = { kind: 'role', name: 'Keep coverage', at: input.at, role: 'archive-artifacts', vars };

    const limit = input.child('failingTarget');
    if (limit === undefined || limit.children().length === 0) return { post: [keep] };
    notes.needsHuman('coverage-limit', limit);
    const code = 'cloverphp/coverage-limit';
    return { post: [keep, { kind: 'fail', name: 'Check coverage', at: limit.at, code, message: LIMIT }] };
  },
});
