import { defineConverter } from '../../src/convert/converter.js';

/** What only shows or counts something in Jenkins. jenkins-elements: publishers, by-design-dropped. */
export default defineConverter({
  element: [
    'hudson.plugins.descriptionsetter.DescriptionSetterPublisher',
    'hudson.tasks.Fingerprinter',
    'hudson.tasks.test.AggregatedTestResultPublisher',
    'org.korosoft.jenkins.plugin.rtp.RichTextPublisher',
    'hudson.plugins.chucknorris.CordellWalkerRecorder',
    'hudson.plugins.cigame.GamePublisher',
    'hudson.plugins.claim.ClaimPublisher',
    'org.jenkinsci.plugins.emotional_jenkins.EmotionalJenkinsPublisher',
    'jenkins.plugins.displayupstreamchanges.DisplayUpstreamChangesRecorder',
    'org.jenkinsci.plugins.discardbuild.DiscardBuildPublisher',
    'jenkins.plugins.logstash.LogstashNotifier',
    'com.cloudbees.jenkins.GitHubCommitNotifier',
    'com.dabsquared.gitlabjenkins.publisher.GitLabVotePublisher',
    'com.dabsquared.gitlabjenkins.publisher.GitLabCommitStatusPublisher',
    'com.dabsquared.gitlabjenkins.publisher.GitLabMessagePublisher',
    'org.jenkinsci.plugins.hue_light.LightNotifier',
    'net.hurstfrost.hudson.sounds.HudsonSoundsNotifier',
    'jenkinsci.plugins.influxdb.InfluxDbPublisher',
    'hudson.plugins.build_publisher.BuildPublisher',
    'hudson.plugins.blame_upstream_commiters.BlameUpstreamCommitersPublisher',
    'org.zeroturnaround.jenkins.flowbuildtestaggregator.FlowTestAggregator',
  ],
  section: 'publishers',
  plugin: 'several',
  summary: 'Shows or counts something in Jenkins, or reports what Zuul reports by itself',
  becomes: 'nothing',
  grade: 'dropped',
  findings: { display: 'It only showed or counted something in Jenkins, or reported what Zuul reports by itself.' },
  convert(input, notes) {
    notes.dropped('display', input);
    return {};
  },
});
