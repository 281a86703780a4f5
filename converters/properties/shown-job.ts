import { defineConverter } from '../../src/convert/converter.js';

/** What only shows, counts or links something in Jenkins. jenkins-elements: properties, by-design-dropped. */
export default defineConverter({
  element: [
    'com.coravy.hudson.plugins.github.GithubProjectProperty',
    'com.sonyericsson.rebuild.RebuildSettings',
    'hudson.plugins.jira.JiraProjectProperty',
    'com.chikli.hudson.plugin.naginator.NaginatorOptOutProperty',
    'com.sonyericsson.jenkins.plugins.bfa.model.ScannerJobProperty',
    'org.datadog.jenkins.plugins.datadog.DatadogJobProperty',
    'hudson.plugins.disk_usage.DiskUsageProperty',
    'job-metadata',
    'org.jenkinsci.plugins.workflow.job.properties.DisableResumeJobProperty',
    'org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty',
    'org.jenkinsci.plugins.flow_plugin.FlowProjectProperty',
    'se.diabol.jenkins.pipeline.PipelineProperty',
    'com.dabsquared.gitlabjenkins.connection.GitLabConnectionProperty',
    'org.jenkinsci.plugins.junitrealtimetestreporter.PerJobConfiguration',
    'hudson.plugins.sidebar_link.ProjectLinks',
    'org.jenkinsci.plugins.gitbucket.GitBucketProjectProperty',
    'com.synopsys.arc.jenkins.plugins.ownership.jobs.JobOwnerJobProperty',
    'org.jenkinsci.plugins.buildschainfingerprinter.AutomaticFingerprintJobProperty',
    'org.jenkinsci.plugins.gitlablogo.GitlabLogoProperty',
    'hudson.plugins.redmine.RedmineProjectProperty',
    'hudson.plugins.trac.TracProjectProperty',
    'hudson.plugins.mantis.MantisProjectProperty',
    'com.sonyericsson.jenkins.plugins.externalresource.dispatcher.Metadata',
    'hudson.plugins.jobConfigHistory.JobConfigHistoryProperty',
    'de.pellepelster.jenkins.walldisplay.WallDisplayJobProperty',
    'jenkins.branch.OrganizationChildHealthMetricsProperty',
  ],
  section: 'properties',
  plugin: 'several',
  summary: 'Shows, counts or links something in Jenkins, or lets a person start a build again',
  becomes: 'Nothing: Zuul shows builds its own way, and a comment starts one again',
  grade: 'dropped',
  findings: { display: 'It only showed, counted or linked something in Jenkins: left out.' },
  convert(input, notes) {
    notes.dropped('display', input);
    return {};
  },
});
