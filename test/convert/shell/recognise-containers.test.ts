import test from 'ava';
import { recogniseContainers } from '../../../src/convert/shell/recognise-containers.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import type { RoleStep, ScriptStep, Step } from '../../../src/model/step.js';
import { jinja } from '../../../src/model/value.js';

const at = { file: 'config.xml', line: 1 };
const call: ScriptStep = {
  kind: 'script',
  name: 'Run it',
  at,
  body: 'set -u\ndocker run img "x$PARAM"\n',
  command: ['/bin/sh'],
  extension: 'sh',
};

function job(parts: Partial<JenkinsJob>): JenkinsJob {
  const nothing = { environment: {}, secrets: [], run: [], post: [], triggers: [], checkouts: [] };
  return { name: 'job', at, type: 'project', status: 'converted', ...nothing, ...parts };
}

function commandOf(step: Step | undefined): unknown {
  return step?.kind === 'role' ? step.vars['docker_run_command'] : step?.kind;
}

test('steps of all parts of a job are looked at, and equal steps stay one object', (t) => {
  const block: Step = { kind: 'block', name: 'Both', at, steps: [call], always: [call] };
  const [one, other] = recogniseContainers([job({ run: [call, block] }), job({ post: [call] })]);
  const [first, second] = one!.run;
  t.is((first as RoleStep).role, 'docker-run');
  t.is(second?.kind === 'block' && second.steps[0], first);
  t.is(second?.kind === 'block' && second.always?.[0], first);
  t.is(other!.post[0], first);
});

test('a script that answers a question stays one', (t) => {
  const [only] = recogniseContainers([job({ run: [{ ...call, answer: 'yes' }] })]);
  t.is(only!.run[0]?.kind, 'script');
});

test('variables are read where they will be', (t) => {
  const inBlock: Step = { kind: 'block', name: 'Started', at, steps: [call], environment: { PARAM: '1' } };
  const secrets = [{ credential: 'c', kind: 'text', binds: { PARAM: 'value' }, at } as const];
  const [secret, templated] = recogniseContainers([
    job({ run: [call, inBlock], post: [call], secrets }),
    job({ run: [call], environment: { PARAM: jinja('{{ jenkins_env.A }}') } }),
  ]);
  t.is(commandOf(secret!.run[0]), 'script');
  const block = secret!.run[1];
  t.deepEqual(commandOf(block?.kind === 'block' ? block.steps[0] : undefined), [
    jinja('x{{ jenkins_block_environment.PARAM }}'),
  ]);
  t.deepEqual(commandOf(secret!.post[0]), [jinja('x{{ jenkins_env.PARAM }}')]);
  t.deepEqual(commandOf(templated!.run[0]), [jinja('x{{ jenkins_block_environment.PARAM }}')]);
});
