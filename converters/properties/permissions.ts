import { defineConverter } from '../../src/convert/converter.js';

/** Who may see, build or copy from a job. Zuul reference: Tenant, `access-rules`; authorization-rule. */
export default defineConverter({
  element: [
    'hudson.security.AuthorizationMatrixProperty',
    'com.cloudbees.hudson.plugins.folder.properties.AuthorizationMatrixProperty',
    'hudson.plugins.copyartifact.CopyArtifactPermissionProperty',
    'com.michelin.cio.hudson.plugins.rolestrategy.AuthorizationProperty',
    'org.jenkinsci.plugins.authorizeproject.AuthorizeProjectProperty',
    'com.tikal.jenkins.plugins.multijob.MultiJobPermission',
    'hudson.plugins.project_inheritance.projects.InheritanceAuthorization',
  ],
  section: 'properties',
  plugin: 'matrix-auth, copyartifact, authorize-project',
  summary: 'Says who may see the job, build it, or copy its artifacts',
  becomes: 'Nothing: Zuul has access rules for a tenant as a whole',
  grade: 'dropped',
  findings: {
    'tenant-rules':
      'Who may see and start builds is said for a whole tenant in Zuul (access-rules, authorization-rule): left out. Put a job that only some may see into a tenant of its own.',
  },
  convert(input, notes) {
    notes.dropped('tenant-rules', input);
    return {};
  },
});
