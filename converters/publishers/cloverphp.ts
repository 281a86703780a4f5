import { defineConverter } from '../../src/convert/converter.js';
import { checkCoverage } from '../../src/convert/elements/check-coverage.js';
import { numberIn } from '../../src/convert/elements/limits.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { together } from '../../src/convert/elements/together.js';
import type { Step } from '../../src/model/step.js';

/**
 * Keeps the coverage report of PHPUnit, as an artifact. A missing report fails nothing, as in Jenkins.
 * Source: CloverPHP plugin, CloverPHPPublisher; jenkins-elements: CloverPHPPublisher.
 */
export default defineConverter({
  element: ['org.jenkinsci.plugins.cloverphp.CloverPHPPublisher', 'org.jenkinsci.plugins.cloverphp.CloverPublisher'],
  section: 'publishers',
  plugin: 'cloverphp',
  summary: 'Shows PHP coverage; a limit can make the build UNSTABLE',
  becomes: 'roles archive-artifacts and, where there is a limit, coverage-limits in post-run',
  grade: 'approximate',
  findings: {
    weather: 'These limits only choose a picture for the job.',
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

    const least: Record<string, number> = {};
    for (const field of input.child('failingTarget')?.children() ?? []) {
      const limit = numberIn(field);
      const metric = field.name.replace(/Coverage$/, '');
      if (limit !== undefined && limit > 0) least[metric] = limit;
      else field.judgeAll('dropped');
    }
    if (Object.keys(least).length === 0) return { post: [keep] };
    // Below the limit Jenkins made the build UNSTABLE.
    return { post: [keep, checkCoverage({ format: 'clover', include: input.textOf('xmlLocation'), least }, input)] };
  },
});
