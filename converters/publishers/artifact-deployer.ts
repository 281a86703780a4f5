import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import type { RoleStep } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Fields of the secret, as those of servers of Publish Over SSH. */
const LOGIN = {
  publish_over_host: 'host',
  publish_over_username: 'username',
  publish_over_private_key: 'private_key',
  publish_over_host_key: 'host_key',
};

/** Files for folders of the controller. Source: Artifact Deployer plugin, ArtifactDeployerPublisher and ArtifactDeployerEntry. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.artifactdeployer.ArtifactDeployerPublisher',
  section: 'publishers',
  plugin: 'artifactdeployer',
  summary: 'Copies files to a folder of the controller',
  becomes: 'role publish-over in post-run, with a secret for the machine that has the folder',
  grade: 'needs-human',
  findings: {
    machine:
      'This folder is one of the controller: put the address of the machine that shall have it, and a key for it, into the secret, encrypted with zuul-client encrypt.',
    groovy: 'A Groovy expression named further files, inside Jenkins: name them, and take it out.',
    cleaning: 'Files of builds that Jenkins deleted were deleted there as well: Zuul deletes no builds.',
    empty: 'No file that fits failed the build. Here it does not.',
  },
  convert(input, notes) {
    const entries = input.child('entries')?.children() ?? [];
    // How Java keeps an empty list.
    input.child('entries')?.attribute('class');
    const after = input.child('deployEvenBuildFail');
    if (entries.length === 0) {
      after?.judgeAll('dropped');
      return {};
    }
    // One machine, so that one of the folders is enough to ask for it.
    notes.needsHuman('machine', entries[0]!.child('remote') ?? entries[0]!);
    const secret = stepSecret('artifact-deployer', LOGIN, input);
    const transfers = entries.map((entry): Value => {
      for (const [name, code] of [
        ['groovyExpression', 'groovy'],
        ['failNoFilesDeploy', 'empty'],
      ] as const) {
        const field = entry.child(name);
        const text = field?.rawText.trim() ?? '';
        if (field !== undefined && text !== '' && text !== 'false') notes.approximated(code, field);
        else field?.judgeAll('dropped');
      }
      const cleaning = entry.child('deleteRemoteArtifacts');
      if (cleaning !== undefined) notes.dropped('cleaning', cleaning);
      return transferOf(entry);
    });
    const tests = input.booleanOf('deployEvenBuildFail') ? [] : [SUCCEEDED];
    const step: RoleStep = {
      kind: 'role',
      name: 'Copy files to a folder elsewhere',
      at: input.at,
      role: 'publish-over',
      ...(tests.length > 0 && { when: tests }),
      vars: {
        publish_over_protocol: 'ssh',
        ...secret.variables,
        publish_over_root: '/',
        publish_over_transfers: transfers,
      },
    };
    return { secrets: [secret.use], post: [step] };
  },
});

function transferOf(entry: Element): Value {
  const base = entry.textOf('basedir').trim().replace(/\/+$/, '');
  const within = (name: string): Value[] =>
    antPatterns(entry.textOf(name)).map((pattern) => expandMacros(base === '' ? pattern : `${base}/${pattern}`));
  const excludes = within('excludes');
  return {
    source_files: within('includes'),
    ...(excludes.length > 0 && { excludes }),
    ...(base !== '' && { remove_prefix: expandMacros(base) }),
    remote_directory: expandMacros(entry.textOf('remote').trim()),
    ...(entry.booleanOf('flatten') && { flatten: true }),
    ...(entry.booleanOf('deleteRemote') && { clean_remote: true }),
  };
}
