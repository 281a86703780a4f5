import { defineConverter } from '../../src/convert/converter.js';

/** Zuul reference: GitHub driver, event `push`; jenkins-elements: GitHubPushTrigger. */
export default defineConverter({
  element: 'com.cloudbees.jenkins.GitHubPushTrigger',
  section: 'triggers',
  plugin: 'github',
  summary: 'Starts a job when somebody pushes to its repository on GitHub',
  becomes: 'a pipeline with the push event of GitHub',
  grade: 'approximate',
  findings: {},
  convert(input) {
    input.children();
    input.child('spec')?.judgeAll('dropped');
    const events = [{ event: 'push', ref: '^refs/heads/.*$' }];
    return { triggers: [{ kind: 'events', driver: 'github', events, projects: [], report: null, at: input.at }] };
  },
});
