import { defineConverter } from '../../src/convert/converter.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';

/** Texts in a console that tell of a node that was lost: Zuul starts such builds anew by itself. */
const LOST_NODE = /ClosedChannel|offline|Workspace is not accessible|no workspace|JNLP|connection|remote|disconnect/i;

/**
 * Builds that are started anew after a failure. Zuul does so when a node is lost or pre-run fails (`attempts`, three times), not
 * when the job fails: a gate would no longer mean anything. Zuul reference: Job, `attempts`; jenkins-elements: NaginatorPublisher.
 */
export default defineConverter({
  element: 'com.chikli.hudson.plugin.naginator.NaginatorPublisher',
  section: 'publishers',
  plugin: 'naginator',
  summary: 'Starts a build anew after a failure',
  becomes: 'nothing: Zuul starts builds anew whose node was lost or whose pre-run failed',
  grade: 'approximate',
  findings: {
    'not-again':
      'Zuul does not start a job anew that has failed in its run. Where a step is known to fail now and then, let it try again by itself.',
    'lost-node': 'It started builds anew whose node was lost: Zuul does so by itself.',
    details: 'How often, when and for which results belongs to starting builds anew.',
  },
  convert(input, notes) {
    const byText = input.booleanOf('checkRegexp');
    const expression = input.child('regexpForRerun')?.rawText ?? '';
    input.child('checkRegexp')?.judgeAll('dropped');
    if (byText && LOST_NODE.test(expression)) notes.dropped('lost-node', input);
    else {
      notes.approximated('not-again', firstFilled(input, ['maxSchedule', 'rerunIfUnstable']));
      if (input.elements.length > 1) notes.dropped('details', input);
    }
    return {};
  },
});
