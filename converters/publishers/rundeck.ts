import { defineConverter } from '../../src/convert/converter.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';

/** Starts a job of Rundeck. Source: Rundeck plugin, RundeckNotifier; manual of the `rd` command. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.rundeck.RundeckNotifier',
  section: 'publishers',
  plugin: 'rundeck',
  summary: 'Starts a job of Rundeck after a build that succeeded',
  becomes: 'a script that calls rd in post-run, with a secret for the server',
  grade: 'needs-human',
  findings: {
    server:
      "The address of the server and the token stand in Jenkins' global settings: encrypt them with zuul-client encrypt and put them into the secret.",
  },
  convert(input, notes) {
    notes.needsHuman('server', oneLeaf(input, input.child('rundeckInstance'), input.child('jobId')));
    const secret = stepSecret('rundeck', { RD_URL: 'url', RD_TOKEN: 'token' }, input);
    const job = input.need('jobId').text().trim();
    const [, project, name] = /^([^:]*):(.*)$/.exec(job) ?? [];
    const which = name === undefined ? ['--id', job] : ['--project', project!, '--job', name];
    const filters = pairs(input.textOf('nodeFilters')).map(([key, value]) => `${key}: ${value}`);
    const options = pairs(input.textOf('options')).flatMap(([key, value]) => [`-${key}`, value]);
    const words = [
      'rd',
      'run',
      ...which,
      ...(input.booleanOf('shouldWaitForRundeckJob') ? ['--follow'] : []),
      ...(filters.length === 0 ? [] : ['--filter', filters.join(' ')]),
      ...(options.length === 0 ? [] : ['--', ...options]),
    ];
    const tag = input.textOf('tag').trim();
    const lines = [
      // Only a change whose message has this word starts it.
      ...(tag === '' ? [] : [`git log -1 --format=%B | grep --quiet --fixed-strings -- ${shellWord(tag)} || exit 0`]),
      commandLine(words),
    ];
    const step = shellStep(
      { name: 'Start a job of Rundeck', lines, environment: secret.variables, quiet: true },
      input,
    );
    const decides = input.booleanOf('shouldFailTheBuild');
    return { secrets: [secret.use], post: [{ ...step, when: [SUCCEEDED], ...(!decides && { ignoreErrors: true }) }] };
  },
});

/** Lines `key=value`. */
function pairs(text: string): (readonly [key: string, value: string])[] {
  return text
    .split('\n')
    .map((line) => /^\s*([^=#\s][^=]*?)\s*=(.*)$/.exec(line))
    .flatMap((found) => (found === null ? [] : [[found[1]!, found[2]!.trim()] as const]));
}
