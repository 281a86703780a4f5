import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import type { Element } from '../../src/read/jenkins/element.js';

const PROPERTY = 'com.synopsys.arc.jenkins.plugins.ownership.jobs.JobOwnerJobProperty';

/** Ownership plugin: who a job belongs to, as variables. The owners stand in a property of the same job. */
export default defineConverter({
  element: 'com.synopsys.arc.jenkins.plugins.ownership.wrappers.OwnershipBuildWrapper',
  section: 'wrappers',
  plugin: 'ownership',
  summary: 'Tells the steps whose job and whose node it is',
  becomes: 'Variables with the owners of the job',
  grade: 'approximate',
  findings: {
    node: 'Nodes that are made for one build belong to nobody: left out.',
    'job-owner': 'The job does not say whose it is, or the steps are not told: left out.',
  },
  convert(input, notes) {
    const node = input.child('injectNodeOwnership');
    if (node !== undefined) notes.dropped('node', node);
    const owners = ownersOf(input);
    if (owners.length > 0 && input.booleanOf('injectJobOwnership')) {
      return { environment: { JOB_OWNER: owners[0]!, JOB_COOWNERS: owners.join(',') } };
    }
    input.child('injectJobOwnership')?.judgeAll('dropped');
    leaveOutRest(input, (rest) => notes.dropped('job-owner', rest));
    return {};
  },
});

/** The owner first. Marks nothing: the property judges its own leaves. */
function ownersOf(within: Element): readonly string[] {
  let root = within;
  while (root.parent !== undefined) root = root.parent;
  const property = root.child('properties')?.elements.find(({ type }) => type === PROPERTY);
  const ownership = property?.child('ownership');
  if (ownership?.child('ownershipEnabled')?.rawText.trim() === 'false') return [];
  const owner = ownership?.child('primaryOwnerId')?.rawText.trim() ?? '';
  const others = (ownership?.child('coownersIds')?.elements ?? []).map(({ rawText }) => rawText.trim());
  return owner === '' ? [] : [owner, ...others];
}
