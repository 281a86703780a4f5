import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import type { FactoredJobs } from '../../../src/convert/factor/converted-job.js';
import { factorJobs } from '../../../src/convert/factor/factor-jobs.js';
import { mapSteps } from '../../../src/convert/factor/map-steps.js';
import type { Step } from '../../../src/model/step.js';
import { jobs } from './random-jobs.js';
import { hasTemplate, meaningIn, meaningOf } from './support.js';

test('a factored job does what the job did', (t) => {
  fc.assert(
    fc.property(jobs, fc.boolean(), (given, factor) => {
      const output = factorJobs(given, { factor });
      for (const one of given) assert.equal(meaningIn(output, one), meaningOf(one));
      checkWhole(output);
    }),
    { numRuns: 200 },
  );
  t.pass();
});

test('the same jobs give the same output', (t) => {
  fc.assert(
    fc.property(jobs, (given) => {
      assert.deepEqual(factorJobs(structuredClone(given)), factorJobs(given));
    }),
    { numRuns: 30 },
  );
  t.pass();
});

/** What Zuul and Ansible ask of any output. */
function checkWhole(output: FactoredJobs): void {
  const names = output.jobs.map(({ name }) => name);
  assert.ok(new Set(names).size === names.length, `names of jobs are different: ${names.join()}`);
  for (const [index, { name, parent, vars = {} }] of output.jobs.entries()) {
    assert.ok(
      parent === null || names.slice(0, index).includes(parent!),
      `${name} comes after its parent ${String(parent)}`,
    );
    for (const [variable, value] of Object.entries(vars)) {
      assert.ok(/^[A-Za-z][A-Za-z0-9_]*$/.test(variable), `${variable} is a name for Zuul`);
      assert.ok(!hasTemplate(value), `${variable} of ${name} holds no template: Zuul freezes variables before the run`);
    }
  }
  const paths = output.playbooks.map(({ path }) => path);
  assert.ok(new Set(paths).size === paths.length, `playbooks have different paths: ${paths.join()}`);
  for (const path of paths)
    assert.ok(/^playbooks\/[\w.-]+\/(pre|run|post)\.yaml$/.test(path), `${path} stands one folder deep`);
  const roles = output.sharedRoles.map(({ name }) => name);
  assert.ok(
    new Set([...roles, ...output.usedRoles]).size === roles.length + output.usedRoles.length,
    'roles have different names',
  );
  for (const { steps } of [...output.playbooks, ...output.sharedRoles])
    mapSteps(steps, (one) => checkCall(one, output));
}

function checkCall(one: Step, output: FactoredJobs): Step {
  if (one.kind !== 'role') return one;
  const isKnown = output.usedRoles.includes(one.role) || output.sharedRoles.some(({ name }) => name === one.role);
  assert.ok(isKnown, `role ${one.role} is written`);
  for (const [name, value] of Object.entries(one.vars)) {
    assert.ok(
      !JSON.stringify(value).includes(`{{ ${name} }}`),
      `${name} is not its own value, which Ansible would never finish to read`,
    );
  }
  return one;
}
