import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** Branch API plugin: at most so many builds in a time. Source: RateLimitBranchProperty. */
export default defineConverter({
  element: ['jenkins.branch.RateLimitBranchProperty$JobPropertyImpl', 'jenkins.branch.RateLimitBranchProperty'],
  section: 'properties',
  plugin: 'branch-api',
  summary: 'Lets only so many builds of a job start in a certain time',
  becomes: 'Nothing: Zuul starts a build for each event',
  grade: 'needs-human',
  findings: {
    rate: 'Zuul cannot limit how often a job starts: use a supercedent pipeline, which leaves out what is outdated, or a timer.',
    details: 'Belongs to the limit that is left out.',
  },
  convert(input, notes) {
    const count = input.child('count');
    if (count !== undefined && (count.integer() ?? 0) > 0) notes.needsHuman('rate', count, `(${count.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return {};
  },
});
