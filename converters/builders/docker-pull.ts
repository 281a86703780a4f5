import { defineConverter } from '../../src/convert/converter.js';
import { LOGIN_FINDING, readRegistry } from '../../src/convert/elements/docker-login.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';

/** Pulls an image. Source: CloudBees Docker Hub Notification plugin, DockerPullImageBuilder. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.registry.notification.DockerPullImageBuilder',
  section: 'builders',
  plugin: 'dockerhub-notification',
  summary: 'Pulls a container image',
  becomes: 'a script that calls docker pull',
  grade: 'exact',
  findings: { login: LOGIN_FINDING },
  convert(input, notes) {
    const endpoint = input.child('registry');
    endpoint?.children();
    const registry = readRegistry(endpoint?.child('url'), endpoint?.child('credentialsId'), input, (at) =>
      notes.needsHuman('login', at, `(${at.rawText.trim()})`),
    );
    const image = registry.prefix + input.textOf('image').trim();
    const lines = [...registry.login, commandLine(['docker', 'pull', image])];
    const { environment, login, secrets } = registry;
    return {
      ...(secrets.length > 0 && { secrets }),
      run: [shellStep({ name: 'Pull an image', lines, environment, quiet: login.length > 0 }, input)],
    };
  },
});
