import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { checkWarnings } from '../../src/convert/elements/check-warnings.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';

/** Pages of Clang's static analyzer. Source: Clang Scan-Build plugin, ClangScanBuildPublisher. */
export default defineConverter({
  element: 'jenkins.plugins.clangscanbuild.publisher.ClangScanBuildPublisher',
  section: 'publishers',
  plugin: 'clang-scanbuild',
  summary: "Shows bugs that Clang's static analyzer found; their number can make the build UNSTABLE",
  becomes: 'roles archive-artifacts and, with a limit, warning-limits in post-run',
  grade: 'approximate',
  findings: { 'no-limit': 'The number of bugs is not asked for.' },
  convert(input, notes) {
    const folder = input.textOf('reportFolderName', 'clangScanBuildReports').trim().replace(/\/+$/, '');
    const keep = keepReport('Keep reports of scan-build', `${folder}/`, input);
    const limit = input.child('bugThreshold');
    const excluded = input.child('clangexcludedpaths');
    if (!input.booleanOf('markBuildUnstableWhenThresholdIsExceeded')) {
      if (limit !== undefined) notes.dropped('no-limit', limit);
      excluded?.judgeAll('dropped');
      return { post: keep };
    }
    const report = {
      format: 'scan-build',
      include: `${folder}/**/report-*.html`,
      options: { exclude_paths: antPatterns(excluded?.text() ?? '') },
    };
    const check = checkWarnings([report], { all: limit?.integer() ?? 0 }, input, { name: 'Check the number of bugs' });
    return { post: [...keep, check] };
  },
});
