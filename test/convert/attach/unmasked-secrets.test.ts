import test from 'ava';
import { unmaskedSecrets } from '../../../src/convert/attach/unmasked-secrets.js';
import type { ConvertedJob } from '../../../src/convert/factor/converted-job.js';
import type { Step } from '../../../src/model/step.js';
import { jinja } from '../../../src/model/value.js';

const AT = { file: 'job.xml', line: 9 };

function script(body: string, ...command: string[]): Step {
  return { kind: 'script', name: 'Upload', at: AT, body, command, extension: 'sh' };
}

function job(...run: Step[]): ConvertedJob {
  const jenkins = {
    name: 'upload',
    at: AT,
    type: 'project',
    environment: {},
    run,
    post: [],
    secrets: [],
    triggers: [],
    checkouts: [],
    status: 'converted' as const,
  };
  const secretEnvironment = { TOKEN: jinja('{{ token.value | string }}') };
  return { v3Name: 'upload', jenkins, attributes: {}, secrets: [], secretEnvironment, requiredProjects: [] };
}

test('a script that prints its commands and reads a credential is told', (t) => {
  t.like(unmaskedSecrets([job(script('curl -H "$TOKEN" x\n', '/bin/sh', '-xe'))])[0], {
    outcome: 'approximated',
    code: 'secret/not-masked',
    at: AT,
    job: 'upload',
  });
  t.is(unmaskedSecrets([job(script('set -eux\ncurl "${TOKEN}"\n', '/bin/bash'))]).length, 1);
});

test('one that prints nothing, or reads none, is not', (t) => {
  t.deepEqual(unmaskedSecrets([job(script('set -eu\ncurl "$TOKEN"\n', '/bin/bash'))]), []);
  t.deepEqual(unmaskedSecrets([job(script('make\n', '/bin/sh', '-xe'))]), []);
  t.deepEqual(unmaskedSecrets([{ ...job(script('echo $TOKEN\n', '/bin/sh', '-xe')), secretEnvironment: {} }]), []);
});
