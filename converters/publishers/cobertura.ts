import { defineConverter } from '../../src/convert/converter.js';
import { checkCoverage } from '../../src/convert/elements/check-coverage.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { numberIn } from '../../src/convert/elements/limits.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';
import { judge } from '../../src/model/leaf.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Newer versions of the plugin keep hundred-thousandths of a percent. */
const FRACTION = 100_000;

const TARGETS = ['healthyTarget', 'unhealthyTarget', 'failingTarget'];

/**
 * Coverage in the format of Cobertura. Below the failing target Jenkins made a build UNSTABLE or failed it, below the
 * unhealthy one it failed it where it was told to. Source: Cobertura plugin, CoberturaPublisher and CoverageTarget.
 */
export default defineConverter({
  element: 'hudson.plugins.cobertura.CoberturaPublisher',
  section: 'publishers',
  plugin: 'cobertura',
  summary: 'Shows coverage; limits decide about the result',
  becomes: 'roles archive-artifacts and, where there are limits, coverage-limits in post-run',
  grade: 'approximate',
  findings: {
    ratchet: 'Jenkins raised the limits with every better build. Here they stay as they are written.',
    'only-shown':
      'These limits only choose a picture for the job, or say that an UNSTABLE build is a failure, which it is anyhow.',
    display: 'How Jenkins shows the report has no counterpart: keep the pages that the build tool makes.',
  },
  convert(input, notes) {
    const written = input.textOf('coberturaReportFile').trim();
    const include = written === '' ? '**/coverage.xml' : written;
    const required = input.booleanOf('failNoReports');
    const deciding = ['failingTarget', ...(input.booleanOf('failUnhealthy') ? ['unhealthyTarget'] : [])];
    const least = limitsOf(deciding.flatMap((name) => input.child(name) ?? []));
    const hasLimits = Object.keys(least).length > 0;

    const ratchet = ['autoUpdateStability', ...(input.booleanOf('failUnhealthy') ? ['autoUpdateHealth'] : [])];
    const moving = hasLimits ? ratchet.filter((name) => input.booleanOf(name)) : [];
    together(
      moving.map((name) => input.child(name)),
      'approximated',
      (first) => notes.approximated('ratchet', first),
    );
    const shown = TARGETS.filter((name) => !deciding.includes(name));
    const switches = ['failUnstable', ...(input.child('unhealthyTarget') === undefined ? ['failUnhealthy'] : [])];
    together(
      [...shown, ...switches].map((name) => input.child(name)),
      'dropped',
      (first) => notes.dropped('only-shown', first),
    );
    const used = new Set(['coberturaReportFile', 'failNoReports', 'failUnhealthy', ...TARGETS, ...switches, ...moving]);
    together(
      input.elements.filter(({ name }) => !used.has(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const keep = keepReport('Keep coverage', include, input, !required);
    if (!hasLimits) return { post: keep };
    return { post: [...keep, withTests(checkCoverage({ format: 'cobertura', include, least }, input), [SUCCEEDED])] };
  },
});

/** Metric → the strictest of its limits. Looser ones say nothing more, a limit of 0 says nothing. */
function limitsOf(targets: readonly Element[]): Record<string, number> {
  const entries = targets.flatMap((target) => {
    const list = target.child('targets');
    // How Java keeps the map.
    for (const attribute of list?.attributes ?? []) judge(attribute, 'dropped');
    return (list ?? target).elements.flatMap((entry) => {
      const [name, number] = entry.elements;
      if (name === undefined || number === undefined) return [];
      const written = numberIn(number) ?? 0;
      const limit = written > 100 ? written / FRACTION : written;
      return [{ entry, metric: name.text().trim().toLowerCase(), limit }];
    });
  });
  const least: Record<string, number> = {};
  for (const { metric, limit } of entries) if (limit > 0) least[metric] = Math.max(limit, least[metric] ?? 0);
  for (const { entry, metric, limit } of entries) if (limit !== least[metric]) entry.judgeAll('dropped');
  return least;
}
