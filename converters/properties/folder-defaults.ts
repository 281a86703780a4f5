import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';

/** What a folder sets for the jobs in it: the label of Docker agents, branches that are not built by themselves. */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.docker.workflow.declarative.FolderConfig',
    'org.jenkinsci.plugins.pipeline.modeldefinition.config.FolderConfig',
    'jenkins.branch.NoTriggerOrganizationFolderProperty',
  ],
  section: 'properties',
  plugin: 'docker-workflow, pipeline-model-definition, branch-api',
  summary: 'Sets a label, a registry or branches for the jobs of a folder',
  becomes: 'Nothing: jobs say it themselves',
  grade: 'approximate',
  findings: {
    inherited:
      'The jobs of this folder had it from here: say it where they need it (the nodeset of the job, its registry, the branches it runs on).',
    nothing: 'Says nothing: left out.',
  },
  convert(input, notes) {
    for (const name of ['dockerLabel', 'url', 'branches']) {
      const field = firstFilled(input, [name]);
      if (field !== input) notes.approximated('inherited', field, `(${field.rawText.trim()})`);
    }
    leaveOutRest(input, (rest) => notes.dropped('nothing', rest));
    return {};
  },
});
