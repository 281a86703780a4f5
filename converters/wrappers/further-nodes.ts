import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failingSetUp } from '../../src/convert/elements/left-to-a-person.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';

const MACHINES =
  'The job used further machines, made from this template, whose addresses it found in JCLOUDS_IPS: give it a nodeset with several nodes, and take their addresses from hostvars.';

/** JClouds and OpenStack Cloud plugins: machines beside the node. Zuul reference: Nodeset. */
export default defineConverter({
  element: [
    'jenkins.plugins.jclouds.compute.JCloudsBuildWrapper',
    'jenkins.plugins.openstack.compute.JCloudsBuildWrapper',
  ],
  section: 'wrappers',
  plugin: 'jclouds-jenkins, openstack-cloud',
  summary: 'Starts further machines for a build',
  becomes: 'A step that fails until the job has a nodeset with several nodes',
  grade: 'needs-human',
  findings: {
    machines: MACHINES,
    details: 'Says in which cloud the machine is, and what becomes of it: that is for the nodeset and its provider.',
  },
  convert(input, notes) {
    const machines = sectionOf(input, 'instancesToRun');
    for (const machine of machines) {
      const template = machine.child('templateName') ?? machine;
      const count = machine.child('count')?.rawText.trim() || '1';
      notes.needsHuman('machines', template, `(${count} × ${template.rawText.trim()})`);
    }
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    if (machines.length === 0) return {};
    return failingSetUp('Start further machines', 'further-nodes/machines', MACHINES, input);
  },
});
