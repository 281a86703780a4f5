import { defineConverter } from '../../src/convert/converter.js';
import { removeSecretFileStep, writeSecretFileStep } from '../../src/convert/elements/role-steps.js';
import type { SecretFile } from '../../src/convert/elements/role-steps.js';
import { secretField } from '../../src/convert/elements/role-steps.js';
import { ignoreClass } from '../../src/convert/elements/together.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';

/** Name of the secret: Beaker's address and login stand once in Jenkins' global settings. */
const SERVER = 'beaker-client';

/** Submits a job to Beaker and waits for it. Source: Beaker Builder plugin, BeakerBuilder; the manual of `bkr`. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.beakerbuilder.BeakerBuilder',
  section: 'builders',
  plugin: 'beaker-builder',
  summary: 'Submits a job to Beaker and waits for it',
  becomes: 'a script that calls bkr, with a secret for its configuration',
  grade: 'needs-human',
  findings: {
    server:
      "Beaker's address and login stand in Jenkins' global settings: put a configuration of bkr into the secret, encrypted with zuul-client encrypt.",
  },
  convert(input, notes) {
    const source = input.need('jobSource');
    ignoreClass(source);
    source.child('jobName')?.judgeAll('dropped');
    const content = source.child('jobContent');
    const path = source.textOf('jobPath').trim();
    const logs = input.child('downloadFiles');
    const keepsLogs = input.booleanOf('downloadFiles');
    // No field is about the server, so that the one that says least stands for it.
    if (logs !== undefined) notes.needsHuman('server', logs);
    const file: SecretFile = {
      name: "Beaker's configuration",
      content: secretField(SERVER, 'content'),
      variable: 'BEAKER_CLIENT_CONF',
    };
    const job = content === undefined ? shellWord(path) : '"$job"';
    const lines = [
      ...(content === undefined ? [] : ['job=$(mktemp)', `cat >"$job" <<'JOB'`, content.text().trimEnd(), 'JOB']),
      `id=$(bkr job-submit ${job} | grep -o 'J:[0-9]*' | head -n 1)`,
      'status=0',
      'bkr job-watch "$id" || status=$?',
      ...(keepsLogs
        ? [
            `mkdir -p beaker-logs`,
            `bkr job-logs "$id" | (cd beaker-logs && ${commandLine(['xargs', '-r', '-n', '1', 'curl', '-fsSLO'])})`,
          ]
        : []),
      'exit "$status"',
    ];
    return {
      secrets: [{ credential: SERVER, kind: 'config-file', binds: { BEAKER_CLIENT_CONF: 'content' }, at: input.at }],
      run: [
        {
          kind: 'block',
          name: 'Run a job in Beaker',
          at: input.at,
          steps: [writeSecretFileStep(file, input.at), shellStep({ name: 'Submit a job to Beaker', lines }, input)],
          always: [removeSecretFileStep(file, input.at)],
        },
      ],
    };
  },
});
