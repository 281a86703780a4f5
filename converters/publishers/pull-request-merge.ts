import { defineConverter } from '../../src/convert/converter.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';

/** Merges the pull request: what a gate is for. Source: GitHub pull request builder plugin, GhprbPullRequestMerge. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.ghprb.GhprbPullRequestMerge',
  section: 'publishers',
  plugin: 'ghprb',
  summary: 'Merges the pull request when the build succeeded',
  becomes: 'nothing: a pipeline of Zuul merges',
  grade: 'approximate',
  findings: {
    gate: 'Zuul merges by itself: run the job in a gate pipeline whose success reporter has merge: true, and whose requirements say who may approve.',
    details: 'Who may merge, and with which words, is for the requirements and the reporter of that pipeline.',
  },
  convert(input, notes) {
    notes.approximated('gate', firstFilled(input, ['onlyAdminsMerge', 'onlyTriggerPhrase', 'mergeComment']));
    if (input.elements.length > 1) notes.dropped('details', input);
    return {};
  },
});
