import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';

/** Fields that say whose repositories they are. */
const OWNERS = ['repoOwner', 'projectOwner', 'namespace', 'owner', 'projectNames', 'serverUrl'];

/**
 * Organization folder: a multibranch project for each repository of an owner. In Zuul projects are listed. Source: Branch API
 * plugin, OrganizationFolder.
 */
export default defineConverter({
  element: 'jenkins.branch.OrganizationFolder',
  section: 'job',
  plugin: 'branch-api',
  summary: 'Makes a multibranch project for each repository of an owner that has a Jenkinsfile',
  becomes: 'Nothing: the repositories are listed in the tenant',
  grade: 'needs-human',
  findings: {
    repositories:
      'Jenkins found the repositories of this owner by itself: list those to be tested in the tenant, and convert the Jenkinsfile of each with --jenkinsfile.',
    'found-by-jenkins': 'How Jenkins finds, shows and keeps the repositories: Zuul is told them.',
  },
  convert(input, notes, walk) {
    walk.convert([...sectionOf(input, 'properties'), ...sectionOf(input, 'triggers')]);
    for (const navigator of sectionOf(input, 'navigators')) {
      const owner = firstFilled(navigator, OWNERS);
      notes.needsHuman('repositories', owner, `(${owner.isLeaf ? owner.rawText.trim() : navigator.type})`);
    }
    leaveOutRest(input, (first) => notes.dropped('found-by-jenkins', first));
    return { job: { skipped: 'an organization folder, not a job' } };
  },
});
