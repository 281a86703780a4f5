/** Every distinct `docker run` of the Wikimedia corpus: what docker was called with, and what it is called with after the conversion. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { needs } from '../roles/ansible.js';
import { compareSides, verdict, writeJobs } from './both-sides.js';
import { longTest } from './long-test.js';
import { compareContainers, dockerJobs, haveCorpus, KNOWN, prepareFolders, siteVariables } from './wikimedia.js';

const SETTINGS = fileURLToPath(new URL('../../corpus/wikimedia.yaml', import.meta.url));

/** All of them; a larger number looks at a sample. */
const EVERY = Number(process.env['ZUULSHIFT_EVERY'] ?? 1);

if (!haveCorpus()) process.stderr.write('SKIPPED: the Wikimedia corpus is not there\n');
const withCorpus = haveCorpus() ? needs('ansible-playbook') : test.skip;

withCorpus('docker is called with the same words for every distinct text', async (t) => {
  await longTest(t);
  const jobs = dockerJobs().filter((_, index) => index % EVERY === 0);
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-jobs-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const prepare = new Map(jobs.map(({ name, body }, index) => [name, prepareFolders(body, index)]));
  const environment = siteVariables(
    jobs.map(({ body }) => body),
    KNOWN,
  );
  const settings = join(folder, 'settings.yaml');
  writeFileSync(settings, `${readFileSync(SETTINGS, 'utf8')}\nenvironment: ${JSON.stringify(environment)}\n`);
  const comparison = compareSides({
    jenkins: writeJobs(join(folder, 'jenkins'), jobs),
    settings,
    environment,
    // As the site has it: see the settings.
    shell: '/bin/bash',
    prepare: (workspace, job) => prepare.get(job)?.(workspace),
    compareCalls: compareContainers,
  });
  const said = verdict(comparison, `${String(jobs.length)} texts`);
  t.log(said);
  t.is(comparison.different.size, 0, said);
  t.true(comparison.dockerCalls > 0.8 * jobs.length, said);
});
