import test from 'ava';
import { walkOver } from '../../../src/convert/jenkins/walk.js';
import { loadCatalogue } from '../../../src/convert/load-catalogue.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';
import { parseXml } from '../../../src/read/jenkins/parse-xml.js';
import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/analysis-collector');

test('the reports beside it are counted together', async (t) => {
  const root = parseXml(
    `<publishers>
  <hudson.plugins.pmd.PmdPublisher><pattern>a.xml</pattern></hudson.plugins.pmd.PmdPublisher>
  <hudson.plugins.dry.DryPublisher><pattern>b.xml</pattern></hudson.plugins.dry.DryPublisher>
  <hudson.plugins.checkstyle.CheckStylePublisher><pattern/></hudson.plugins.checkstyle.CheckStylePublisher>
  <hudson.plugins.analysis.collector.AnalysisPublisher>
    <thresholds><failedTotalAll>7</failedTotalAll></thresholds>
    <isDryDeactivated>true</isDryDeactivated>
  </hudson.plugins.analysis.collector.AnalysisPublisher>
</publishers>`,
    'input.xml',
  );
  const catalogue = await loadCatalogue([new URL('../../../converters/', import.meta.url)]);
  const walk = walkOver('job', catalogue, DEFAULT_SETTINGS, { findings: [], unknown: new Set() });
  const step = walk.convert(root.elements).post?.at(-1);
  t.deepEqual(step?.kind === 'role' && step.vars, {
    warning_limits_reports: [
      { format: 'pmd', include: ['a.xml'] },
      { format: 'checkstyle', include: ['**/checkstyle-result.xml'] },
    ],
    warning_limits_most: { all: 7 },
  });
});
