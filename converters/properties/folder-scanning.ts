import { defineConverter } from '../../src/convert/converter.js';

/** How folders look for their jobs, and marks on jobs that they made. Zuul hears of branches by events. */
export default defineConverter({
  element: [
    'jenkins.branch.OrganizationChildOrphanedItemsProperty',
    'jenkins.branch.OrganizationChildTriggersProperty',
    'org.jenkinsci.plugins.workflow.multibranch.BranchJobProperty',
    'io.jenkins.blueocean.rest.impl.pipeline.credential.BlueOceanCredentialsProvider$FolderPropertyImpl',
  ],
  section: 'properties',
  plugin: 'branch-api, workflow-multibranch, blueocean-pipeline-scm-api',
  summary: 'Says how a folder looks for its jobs, or which branch a job was made for',
  becomes: 'Nothing: Zuul hears of branches by events',
  grade: 'dropped',
  findings: {
    events:
      'Zuul hears of branches by events, logs in by its connections, and runs a job for each branch that has it: left out.',
  },
  convert(input, notes) {
    notes.dropped('events', input);
    return {};
  },
});
