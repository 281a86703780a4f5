import { defineConverter } from '../../src/convert/converter.js';
import { checkCoverage } from '../../src/convert/elements/check-coverage.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { numberIn } from '../../src/convert/elements/limits.js';
import { together } from '../../src/convert/elements/together.js';

/** Coverage of rcov. Source: Ruby metrics plugin, RcovPublisher and MetricTarget. */
export default defineConverter({
  element: 'hudson.plugins.rubyMetrics.rcov.RcovPublisher',
  section: 'publishers',
  plugin: 'rubyMetrics',
  summary: 'Shows coverage of Ruby; limits can make the build UNSTABLE',
  becomes: 'roles archive-artifacts and coverage-limits in post-run',
  grade: 'approximate',
  findings: { weather: 'These limits only choose a picture for the job.' },
  convert(input, notes) {
    const written = input.textOf('reportDir').trim().replace(/\/+$/, '');
    const folder = written === '' ? 'coverage' : written;
    const targets = input.child('targets')?.children() ?? [];
    const shown = targets.flatMap((target) => ['healthy', 'unhealthy'].map((name) => target.child(name)));
    together(shown, 'dropped', (first) => notes.dropped('weather', first));
    const least: Record<string, number> = {};
    for (const target of targets) {
      const field = target.child('unstable');
      const limit = field === undefined ? undefined : numberIn(field);
      if (limit !== undefined && limit > 0) least[target.textOf('metric').trim().toLowerCase()] = limit;
      else for (const name of ['metric', 'unstable']) target.child(name)?.judgeAll('dropped');
    }
    const check = checkCoverage({ format: 'rcov', include: `${folder}/index.html`, least, required: true }, input);
    return { post: [...keepReport('Keep coverage', `${folder}/`, input), check] };
  },
});
