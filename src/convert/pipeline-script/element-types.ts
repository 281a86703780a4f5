/** Steps that a converter of the catalogue knows as an element: step → Java class, and the value without a name. */
export const ELEMENT_STEPS: Readonly<Record<string, { readonly type: string; readonly first?: string }>> = {
  archiveArtifacts: { type: 'hudson.tasks.ArtifactArchiver', first: 'artifacts' },
  junit: { type: 'hudson.tasks.junit.JUnitResultArchiver', first: 'testResults' },
};

/** Elements that stand for other steps, sections and declarations of a pipeline. */
export const TYPES = {
  git: 'hudson.plugins.git.GitSCM',
  html: 'htmlpublisher.HtmlPublisher',
  credentials: 'org.jenkinsci.plugins.credentialsbinding.impl.SecretBuildWrapper',
  sshAgent: 'com.cloudbees.jenkins.plugins.sshagent.SSHAgentBuildWrapper',
  configFiles: 'org.jenkinsci.plugins.configfiles.buildwrapper.ConfigFileBuildWrapper',
  timer: 'hudson.triggers.TimerTrigger',
  poll: 'hudson.triggers.SCMTrigger',
  upstream: 'jenkins.triggers.ReverseBuildTrigger',
  push: 'com.cloudbees.jenkins.GitHubPushTrigger',
  string: 'hudson.model.StringParameterDefinition',
  text: 'hudson.model.TextParameterDefinition',
  boolean: 'hudson.model.BooleanParameterDefinition',
  choice: 'hudson.model.ChoiceParameterDefinition',
  password: 'hudson.model.PasswordParameterDefinition',
} as const;

const BINDINGS = 'org.jenkinsci.plugins.credentialsbinding.impl.';

/** `string(credentialsId: …)` in `withCredentials` → Java class. */
export const BINDING_TYPES: Readonly<Record<string, string>> = {
  string: `${BINDINGS}StringBinding`,
  file: `${BINDINGS}FileBinding`,
  usernamePassword: `${BINDINGS}UsernamePasswordMultiBinding`,
  usernameColonPassword: `${BINDINGS}UsernamePasswordBinding`,
  sshUserPrivateKey: `${BINDINGS}SSHUserPrivateKeyBinding`,
};

/** All that a declarative pipeline may need of the catalogue. */
export const PIPELINE_ELEMENTS: readonly string[] = [
  ...Object.values(ELEMENT_STEPS).map(({ type }) => type),
  ...Object.values(TYPES),
];
