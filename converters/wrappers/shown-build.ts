import { defineConverter } from '../../src/convert/converter.js';

/** What only shows, keeps or sends something of a build. jenkins-elements: buildWrappers, by-design-dropped. */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.buildnamesetter.BuildNameSetter',
    'matrixtieparent.BuildWrapperMtp',
    'jenkins.plugins.logstash.LogstashBuildWrapper',
    'org.jenkins_ci.plugins.build_keeper.BuildKeeper',
    'org.jenkinsci.plugins.livescreenshot.LiveScreenshotBuildWrapper',
    'org.jenkins.ci.plugins.jobloglogger.JobLogLoggerBuildWrapper',
    'hudson.plugins.locale.LocaleBuildWrapper',
    'org.jenkinsci.plugins.jobConfigHistory.JobConfigHistoryBuildWrapper',
  ],
  section: 'wrappers',
  plugin: 'several',
  summary: 'Shows, keeps or sends something of a build',
  becomes: 'Nothing: Zuul keeps all builds and their logs alike',
  grade: 'dropped',
  findings: { display: 'It only showed, kept or sent something of a build in Jenkins: left out.' },
  convert(input, notes) {
    notes.dropped('display', input);
    return {};
  },
});
