import { defineConverter } from '../../src/convert/converter.js';

/** Hints for spreading builds over nodes and executors. Zuul gives each build a node of its own. */
export default defineConverter({
  element: [
    'org.bstick12.jenkinsci.plugins.leastload.LeastLoadDisabledProperty',
    'hudson.plugins.heavy_job.HeavyJobProperty',
    'com.suryagaddipati.jenkins.SlaveUtilizationProperty',
  ],
  section: 'properties',
  plugin: 'leastload, heavy-job, slave-utilization-plugin',
  summary: 'Says how much of a node a build takes, or which node is best',
  becomes: 'Nothing: every build has a node of its own',
  grade: 'dropped',
  findings: {
    'own-node': 'Every build has a node of its own in Zuul: left out. A large job needs a label of large nodes.',
  },
  convert(input, notes) {
    notes.dropped('own-node', input);
    return {};
  },
});
