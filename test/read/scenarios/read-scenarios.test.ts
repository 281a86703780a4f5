import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { readScenarios, type ReadScenario } from '../../../src/read/scenarios/read-scenarios.js';

const folder = mkdtempSync(join(tmpdir(), 'zuulshift-scenarios-'));
test.after.always(() => {
  rmSync(folder, { recursive: true });
});

async function read(name: string, text: string): Promise<ReadScenario[]> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const found: ReadScenario[] = [];
  for await (const scenario of readScenarios(path)) found.push(scenario);
  return found;
}

test('one scenario a line; what it does not know is handed through', async (t) => {
  const lines = [
    '{"id": 7, "project": "nova", "pipeline": "check", "kind": "change", "branch": "master", "files": ["/COMMIT_MSG", "a.py"], "mark": {"x": 1}}',
    '',
    '{"project": "nova", "pipeline": "post", "kind": "ref", "ref": "refs/heads/master"}',
    '{"project": "nova", "pipeline": "post", "kind": "ref", "ref": "refs/tags/1", "op": "delete"}',
    '{"project": "nova", "pipeline": "nightly", "kind": "timer", "branch": null}',
  ];
  t.deepEqual(await read('all.jsonl', `${lines.join('\r\n')}\n`), [
    {
      scenario: {
        project: 'nova',
        pipeline: 'check',
        kind: 'change',
        branch: 'master',
        files: ['/COMMIT_MSG', 'a.py'],
      },
      others: { id: 7, mark: { x: 1 } },
    },
    {
      scenario: { project: 'nova', pipeline: 'post', kind: 'ref', ref: 'refs/heads/master', op: 'update' },
      others: {},
    },
    { scenario: { project: 'nova', pipeline: 'post', kind: 'ref', ref: 'refs/tags/1', op: 'delete' }, others: {} },
    { scenario: { project: 'nova', pipeline: 'nightly', kind: 'timer' }, others: {} },
  ]);
});

for (const [line, told] of [
  ['{"project": ', /bad\.jsonl:2: this line is no JSON; expected one object a line/],
  ['[1]', /this line is no JSON object/],
  ['{"pipeline": "check", "kind": "timer"}', /has no project; expected a text/],
  ['{"project": "p", "pipeline": "check", "kind": "merge"}', /has "merge" as kind; expected change, ref or timer/],
  ['{"project": "p", "pipeline": "check", "kind": "change", "files": []}', /has no branch/],
  [
    '{"project": "p", "pipeline": "check", "kind": "change", "branch": "b", "files": "a,b"}',
    /expected a list of paths/,
  ],
  [
    '{"project": "p", "pipeline": "check", "kind": "ref", "ref": "r", "op": "move"}',
    /expected update, create or delete/,
  ],
] as const) {
  test(`a bad line is named: ${line}`, async (t) => {
    const good = '{"project": "p", "pipeline": "check", "kind": "timer"}';
    await t.throwsAsync(read(`${String(line.length)}-bad.jsonl`, `${good}\n${line}\n`), {
      instanceOf: InputError,
      message: told,
    });
  });
}

test('a file that is not there is named', async (t) => {
  await t.throwsAsync(readScenarios(join(folder, 'nowhere')).next(), {
    instanceOf: InputError,
    message: /nowhere: the file of scenarios cannot be read \(ENOENT\)/,
  });
});
