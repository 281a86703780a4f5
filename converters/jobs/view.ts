import { defineConverter } from '../../src/convert/converter.js';

/** Views lie beside jobs in what Job Builder writes. */
export default defineConverter({
  element: [
    'hudson.model.ListView',
    'hudson.model.AllView',
    'hudson.model.MyView',
    'au.com.centrumsystems.hudson.plugin.buildpipeline.BuildPipelineView',
    'hudson.plugins.nested_view.NestedView',
    'hudson.plugins.sectioned_view.SectionedView',
    'se.diabol.jenkins.pipeline.DeliveryPipelineView',
    'hudson.plugins.view.dashboard.Dashboard',
    'hudson.plugins.categorizedview.CategorizedJobsView',
    'com.smartcodeltd.jenkinsci.plugins.buildmonitor.BuildMonitorView',
  ],
  section: 'job',
  plugin: 'core',
  summary: 'A page that lists jobs',
  becomes: 'Nothing: Zuul shows jobs by pipeline and project',
  grade: 'dropped',
  findings: {
    page: 'A page that lists jobs: Zuul has its own. Left out.',
  },
  convert(input, notes) {
    notes.dropped('page', input);
    return { job: { skipped: 'a view, not a job' } };
  },
});
