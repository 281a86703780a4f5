import { defineConverter } from '../../src/convert/converter.js';
import { artifactoryScripts } from '../../src/convert/elements/artifactory.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failingSetUp } from '../../src/convert/elements/left-to-a-person.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import type { ScriptStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const BUILD_TOOL =
  'Jenkins told Maven or Gradle by itself to deploy to this server: write it into a settings file that a secret holds, and let the build tool deploy.';

/** Artifactory plugin: downloads before and uploads after the builders. Source: ArtifactoryGenericConfigurator, and others. */
export default defineConverter({
  element: [
    'org.jfrog.hudson.generic.ArtifactoryGenericConfigurator',
    'org.jfrog.hudson.maven3.ArtifactoryMaven3Configurator',
    'org.jfrog.hudson.maven3.ArtifactoryMaven3NativeConfigurator',
    'org.jfrog.hudson.gradle.ArtifactoryGradleConfigurator',
    'org.jfrog.hudson.ivy.ArtifactoryIvyConfigurator',
    'org.jfrog.hudson.ivy.ArtifactoryIvyFreeStyleConfigurator',
  ],
  section: 'wrappers',
  plugin: 'artifactory',
  summary: 'Downloads from Artifactory before the build and uploads to it afterwards',
  becomes: 'Calls of the JFrog command line with a secret, around the builders',
  grade: 'needs-human',
  findings: {
    login:
      'User and password for this server are kept by Jenkins: encrypt them with zuul-client encrypt and put them into the secret. The node needs the JFrog command line (jf).',
    'build-tool': BUILD_TOOL,
    details: 'Belongs to how Jenkins records and shows what was deployed, or to what is not used: left out.',
  },
  convert(input, notes) {
    const server = input.child('details') ?? input.child('deployerDetails') ?? input.child('resolverDetails') ?? input;
    const field = server.child('artifactoryName') ?? server;
    if (!input.type.endsWith('.ArtifactoryGenericConfigurator')) {
      notes.needsHuman('build-tool', field, `(${field.rawText.trim()})`);
      leaveOutRest(input, (rest) => notes.dropped('details', rest));
      return failingSetUp('Deploy to Artifactory', 'artifactory/build-tool', BUILD_TOOL, input);
    }
    const { download, upload } = artifactoryScripts(input, server);
    if (download === undefined && upload === undefined) {
      leaveOutRest(input, (rest) => notes.dropped('details', rest));
      return {};
    }
    notes.needsHuman('login', field, `(${field.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    const binds = { ARTIFACTORY_USER: 'username', ARTIFACTORY_PASSWORD: 'password' };
    const credential = `artifactory-${field.rawText.trim() || 'server'}`;
    return {
      secrets: [{ credential, kind: 'username-password', binds, at: input.at }],
      ...(download !== undefined && { setUp: [script('Download from Artifactory', download, input)] }),
      ...(upload !== undefined && {
        after: [{ ...script('Upload to Artifactory', upload, input), when: [SUCCEEDED] }],
      }),
    };
  },
});

/** Without `-x`: the password is a word of each call. */
function script(name: string, body: string, at: Element): ScriptStep {
  return { kind: 'script', name, at: at.at, body, command: ['/bin/sh', '-e'], extension: 'sh' };
}
