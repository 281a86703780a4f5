import { defineConverter } from '../../src/convert/converter.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';

/** Pipeline jobs keep in a property what other jobs have in `triggers`. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty',
  section: 'properties',
  plugin: 'workflow-job',
  summary: 'Holds the triggers of a pipeline job',
  becomes: 'What the triggers in it become',
  grade: 'exact',
  findings: {},
  convert(input, _notes, walk) {
    return walk.convert(sectionOf(input, 'triggers'));
  },
});
