import { defineConverter } from '../../src/convert/converter.js';
import { LOGIN_FINDING, readRegistry } from '../../src/convert/elements/docker-login.js';
import { together } from '../../src/convert/elements/together.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { ScriptStep } from '../../src/model/step.js';

/** Builds images through a Docker cloud of Jenkins. Source: Docker plugin, DockerBuilderPublisher. */
export default defineConverter({
  element: 'com.nirima.jenkins.plugins.docker.builder.DockerBuilderPublisher',
  section: 'builders',
  plugin: 'docker-plugin',
  summary: "Builds a container image on a Docker server of Jenkins' cloud, and pushes it",
  becomes: 'a script that calls docker, with a secret for the registry',
  grade: 'approximate',
  findings: {
    login: LOGIN_FINDING,
    cloud: 'The image was built on a Docker server that Jenkins knows by this name: here the node builds it.',
    cleaning: 'It says when Jenkins removed the image from its server: nodes of Zuul are used once.',
    'no-tag': 'The image has no name: Docker knows it by its number only.',
    'not-pushed': 'Nothing is pushed: the login is not needed.',
  },
  convert(input, notes): Contribution {
    const cloud = input.child('cloud');
    if (cloud !== undefined && cloud.text().trim() !== '') notes.approximated('cloud', cloud);
    together([input.child('cleanImages'), input.child('cleanupWithJenkinsJobDelete')], 'dropped', (at) =>
      notes.dropped('cleaning', at),
    );
    const from = input.child('fromRegistry');
    from?.children();
    const raise = (at: Parameters<typeof notes.needsHuman>[1]): void =>
      notes.needsHuman('login', at, `(${at.rawText.trim()})`);
    const source = readRegistry(from?.child('url'), from?.child('credentialsId'), input, raise);
    const list = input.child('tags') ?? input.child('tagsString');
    const written =
      list?.isLeaf === true ? list.text().split(/\s+/) : (list?.children() ?? []).map((tag) => tag.text());
    const tags = written.map((tag) => tag.trim()).filter((tag) => tag !== '');
    if (tags.length === 0) notes.dropped('no-tag', list ?? input);
    const pushes = input.booleanOf('pushOnSuccess');
    const credentials = input.child('pushCredentialsId');
    if (!pushes && credentials !== undefined) notes.dropped('not-pushed', credentials);
    // Where to push to stands in the names of the images.
    const target = readRegistry(undefined, pushes ? credentials : undefined, input, raise);
    const host = tags
      .map((tag) => tag.split('/')[0]!)
      .find((part, index) => /[.:]/.test(part) && tags[index]!.includes('/'));
    const folder = input.textOf('dockerFileDirectory').trim() || '.';
    const build = [
      ...source.login,
      commandLine(['docker', 'build', '--pull', ...tags.flatMap((tag) => ['--tag', tag]), folder]),
    ];
    const push = [
      ...target.login.map((line) => (host === undefined ? line : `${line} ${host}`)),
      ...tags.map((tag) => commandLine(['docker', 'push', tag])),
    ];
    const step = (name: string, lines: readonly string[], registry: typeof source): ScriptStep =>
      shellStep({ name, lines, environment: registry.environment, quiet: registry.login.length > 0 }, input);
    const secrets = [...source.secrets, ...target.secrets];
    const steps = [step('Build an image', build, source)];
    if (pushes && tags.length > 0) steps.push(step('Push the image', push, target));
    return { ...(secrets.length > 0 && { secrets }), run: steps };
  },
});
