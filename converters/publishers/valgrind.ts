import { defineConverter } from '../../src/convert/converter.js';
import { checkWarnings } from '../../src/convert/elements/check-warnings.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { strictest } from '../../src/convert/elements/limits.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';

/** Ending of the limits' names → kind of errors. */
const KINDS: Readonly<Record<string, string>> = {
  InvalidReadWrite: 'invalid-read-write',
  DefinitelyLost: 'definitely-lost',
  Total: 'all',
};

/** Reports of Memcheck. Source: Valgrind plugin, ValgrindPublisher and ValgrindEvaluator. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.valgrind.ValgrindPublisher',
  section: 'publishers',
  plugin: 'valgrind',
  summary: 'Shows reports of Memcheck; limits decide about the result',
  becomes: 'roles archive-artifacts and warning-limits in post-run',
  grade: 'approximate',
  findings: { display: 'How Jenkins shows the report has no counterpart.' },
  convert(input, notes) {
    const config = input.child('valgrindPublisherConfig') ?? input;
    const shown = ['publishResultsForAbortedBuilds', 'sourceSubstitutionPaths'].map((name) => config.child(name));
    together(shown, 'dropped', (first) => notes.dropped('display', first));
    const most: Record<string, number> = {};
    for (const [ending, kind] of Object.entries(KINDS)) {
      const fields = ['unstable', 'fail'].map((word) => config.child(`${word}Threshold${ending}`));
      const limit = strictest(fields, 'least', (number) => number >= 0);
      if (limit !== undefined) most[kind] = limit;
    }
    const include = config.textOf('pattern');
    const required = config.booleanOf('failBuildOnMissingReports');
    const strict = config.booleanOf('failBuildOnInvalidReports');
    const after = config.booleanOf('publishResultsForFailedBuilds', true) ? [] : [SUCCEEDED];
    const keep = keepReport('Keep a report', include, input);
    if (Object.keys(most).length === 0 && !required && !strict) {
      config.child('publishResultsForFailedBuilds')?.judgeAll('dropped');
      return { post: keep };
    }
    const check = checkWarnings([{ format: 'valgrind', include, required, strict }], most, input);
    return { post: [...keep, withTests(check, after)] };
  },
});
