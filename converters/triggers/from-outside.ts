import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';

/** Fields that say what the trigger waits for, the most telling first. */
const TELLING = [
  'script',
  'scriptFilePath',
  'groovyExpression',
  'groovyFilePath',
  'filePathPattern',
  'path',
  'url',
  'urlEntry',
  'urls',
  'ivyPath',
  'ivyFile',
  'jqlFilter',
  'commentPattern',
  'field',
  'changelogMatchers',
  'selector',
  'topic',
  'repoNames',
  'options',
  'remoteBuildToken',
  'targetBranchesToBuild',
  'repositoryName',
  'spec',
];

/**
 * Triggers that wait for something outside: files, addresses, messages, issues, forges without a driver. Zuul has no event for
 * them. jenkins-elements: triggers, needs-human.
 */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.scripttrigger.ScriptTrigger',
    'org.jenkinsci.plugins.scripttrigger.groovy.GroovyScriptTrigger',
    'org.jenkinsci.plugins.fstrigger.triggers.FileNameTrigger',
    'org.jenkinsci.plugins.fstrigger.triggers.FolderContentTrigger',
    'org.jenkinsci.plugins.urltrigger.URLTrigger',
    'org.jenkinsci.plugins.ivytrigger.IvyTrigger',
    'com.ceilfors.jenkins.plugins.jiratrigger.JiraChangelogTrigger',
    'com.ceilfors.jenkins.plugins.jiratrigger.JiraCommentTrigger',
    'com.redhat.jenkins.plugins.ci.CIBuildTrigger',
    'org.jenkinsci.plugins.rabbitmqbuildtrigger.RemoteBuildTrigger',
    'org.jenkinsci.plugins.registry.notification.DockerHubTrigger',
    'stashpullrequestbuilder.stashpullrequestbuilder.StashBuildTrigger',
    'bitbucketpullrequestbuilder.bitbucketpullrequestbuilder.BitbucketBuildTrigger',
    'com.cloudbees.jenkins.plugins.BitBucketTrigger',
  ],
  section: 'triggers',
  plugin:
    'scripttrigger, fstrigger, urltrigger, ivytrigger, jira-trigger, jms-messaging, rabbitmq-build-trigger, dockerhub-notification, stash-pullrequest-builder, bitbucket',
  summary: 'Starts a job when something outside has changed',
  becomes: 'Nothing: Zuul has no such event',
  grade: 'needs-human',
  findings: {
    outside:
      'Zuul has no such event: let a job of a timer pipeline look for it and end early where nothing has changed, or let what changes it enqueue the job (zuul-client enqueue-ref).',
    details: 'Belongs to the trigger that is left out. A token or password is not copied.',
  },
  convert(input, notes) {
    const filled = firstFilled(input, TELLING);
    const named = TELLING.map((name) => input.child(name)).find((field) => field !== undefined);
    notes.needsHuman('outside', filled === input ? (named ?? input) : filled);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return {};
  },
});
