import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { together } from '../../src/convert/elements/together.js';

/** Keeps folders of HTML. Source: HTML Publisher plugin, HtmlPublisherTarget; jenkins-elements: HtmlPublisher. */
export default defineConverter({
  element: 'htmlpublisher.HtmlPublisher',
  section: 'publishers',
  plugin: 'htmlpublisher',
  summary: 'Keeps HTML pages and links them',
  becomes: 'role archive-artifacts in post-run',
  grade: 'approximate',
  findings: { display: 'Name and links of the pages have no counterpart: they lie with the logs.' },
  convert(input, notes) {
    const targets = input.child('reportTargets')?.children() ?? [];
    const used = new Set(['reportDir', 'includes', 'allowMissing']);
    const rest = targets.flatMap((target) => target.elements.filter(({ name }) => !used.has(name)));
    together(rest, 'dropped', (first) => notes.dropped('display', first));
    return {
      post: targets.flatMap((target) => {
        const folder = target.textOf('reportDir').trim().replace(/\/$/, '');
        const prefix = folder === '' || folder === '.' ? '' : `${folder}/`;
        const patterns = antPatterns(target.textOf('includes', '**/*')).map((pattern) => prefix + pattern);
        return keepReport('Keep pages', patterns.join(','), target, target.booleanOf('allowMissing'));
      }),
    };
  },
});
