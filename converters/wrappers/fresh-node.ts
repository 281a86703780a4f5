import { defineConverter } from '../../src/convert/converter.js';

/** Cleaning up, and throwing nodes away: Zuul gives every build a fresh node. */
export default defineConverter({
  element: [
    'jenkins.plugins.openstack.compute.JCloudsOneOffSlave',
    'jenkins.plugins.jclouds.compute.JCloudsOneOffSlave',
    'hudson.plugins.m2_repo_reaper.M2RepoReaperWrapper',
    'hudson.plugins.logfilesizechecker.LogfilesizecheckerWrapper',
    'jenkins.plugins.jclouds.blobstore.BlobStoreCleanUp',
  ],
  section: 'wrappers',
  plugin: 'openstack-cloud, jclouds-jenkins, m2-repo-reaper, logfilesizechecker',
  summary: 'Cleans up after builds, throws nodes away, or limits the size of logs',
  becomes: 'Nothing: nodes are made for one build, and the executor limits what it keeps',
  grade: 'dropped',
  findings: {
    'fresh-node':
      'Every build has a fresh node that is thrown away afterwards, and the executor limits how much a build may keep (disk_limit_per_job, output_max_bytes): left out.',
  },
  convert(input, notes) {
    notes.dropped('fresh-node', input);
    return {};
  },
});
