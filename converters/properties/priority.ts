import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** Priority of a job in Jenkins' queue. Zuul reference: Pipeline, `precedence`. */
export default defineConverter({
  element: [
    'hudson.queueSorter.PrioritySorterJobProperty',
    'jenkins.advancedqueue.priority.strategy.PriorityJobProperty',
    'jenkins.advancedqueue.jobinclusion.strategy.JobInclusionJobProperty',
  ],
  section: 'properties',
  plugin: 'PrioritySorter',
  summary: 'Lets builds of a job wait behind others, or go before them',
  becomes: 'Nothing: precedence is a matter of the pipeline',
  grade: 'approximate',
  findings: {
    precedence:
      'Zuul has one precedence for all jobs of a pipeline (high, normal, low): put the job into a pipeline that fits if its order matters.',
    unused: 'Jenkins does not look at this priority: left out.',
  },
  convert(input, notes) {
    const priority = input.child('priority');
    if (!/^false$/i.test(input.child('useJobPriority')?.rawText.trim() ?? '') && priority !== undefined)
      notes.approximated('precedence', priority, `(${priority.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('unused', rest));
    return {};
  },
});
