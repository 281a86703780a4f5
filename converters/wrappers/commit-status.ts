import { defineConverter } from '../../src/convert/converter.js';

/** Texts of statuses that Jenkins set on commits. Zuul reference: GitHub driver, reporter `status`. */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.ghprb.upstream.GhprbUpstreamStatus',
    'com.cloudbees.jenkins.GitHubSetCommitStatusBuilder',
    'org.jenkinsci.plugins.github.config.GitHubStatusWrapper',
  ],
  section: 'wrappers',
  plugin: 'ghprb, github',
  summary: 'Words the status that Jenkins sets on a commit',
  becomes: 'Nothing: the status is named after the tenant and the pipeline',
  grade: 'dropped',
  findings: {
    wording: 'Zuul sets a status by itself, named after its tenant and pipeline: make that one required in GitHub.',
  },
  convert(input, notes) {
    notes.dropped('wording', input);
    return {};
  },
});
