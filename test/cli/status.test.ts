import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { zuulshift } from '../support/zuulshift.js';

const sample = fileURLToPath(new URL('../../samples/estate/', import.meta.url));

function workFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-status-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a tree tells what people did to it, and whether its inputs changed', async (t) => {
  const work = workFolder(t);
  const [estate, out] = [join(work, 'estate'), join(work, 'out')];
  cpSync(sample, estate, { recursive: true });
  const inputs = ['--jenkins', join(estate, 'jenkins'), '--layout', join(estate, 'layout.yaml')];
  const first = await zuulshift(
    'convert',
    ...inputs,
    '--settings',
    join(estate, 'zuulshift.yaml'),
    '--out',
    out,
    '--no-verify',
  );
  t.is(first.code, ExitCode.Fine, first.err);

  const fresh = await zuulshift('status', out, ...inputs);
  t.is(fresh.code, ExitCode.Fine, fresh.err);
  t.regex(fresh.out, /: \d+ files as zuulshift wrote them, inputs unchanged\n$/);

  appendFileSync(join(out, 'zuul.d/queues.yaml'), '# mine\n');
  rmSync(join(out, 'zuul.d/semaphores.yaml'));
  writeFileSync(join(out, 'zuul.d/own.yaml'), '[]\n');
  writeFileSync(join(out, 'README.md'), 'not in a folder of ours\n');
  const edited = await zuulshift('status', out);
  t.is(edited.code, ExitCode.Fine);
  t.regex(
    edited.out,
    /Edited .*\n {2}zuul\.d\/queues\.yaml\n\nRemoved .*\n {2}zuul\.d\/semaphores\.yaml\n\nWritten .*\n {2}zuul\.d\/own\.yaml\n$/,
  );

  appendFileSync(join(estate, 'layout.yaml'), '# later\n');
  rmSync(join(estate, 'jenkins/jobs/python-lint'), { recursive: true });
  const stale = await zuulshift('status', out, ...inputs, '--json');
  t.is(stale.code, ExitCode.Found);
  const told = JSON.parse(stale.out) as { stale: object[]; edited: string[] };
  t.deepEqual(told.edited, ['zuul.d/queues.yaml']);
  t.deepEqual(
    told.stale,
    [
      { name: 'estate/jenkins/jobs/python-lint/config.xml', change: 'gone' },
      { name: 'estate/layout.yaml', change: 'changed' },
    ].map((entry) => ({ ...entry, name: entry.name.replace(/^estate\//, '') })),
  );
});

test('a folder that no run wrote has no status', async (t) => {
  const work = workFolder(t);
  for (const folder of [work, join(work, 'nowhere')]) {
    const { code, err } = await zuulshift('status', folder);
    t.is(code, ExitCode.BadInput);
    t.regex(err, /there is no migration\/manifest\.json here; give the folder that zuulshift convert wrote/);
  }
});
