/** Every distinct `docker run` of the Wikimedia corpus: what docker was called with, and what it is called with after the conversion. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { needs } from '../roles/ansible.js';
import { compareSides, verdict, writeJobs } from './both-sides.js';
import { compareContainers, dockerJobs, haveCorpus, prepareFolders } from './wikimedia.js';

const SETTINGS = fileURLToPath(new URL('../../corpus/wikimedia.yaml', import.meta.url));

if (!haveCorpus()) process.stderr.write('SKIPPED: the Wikimedia corpus is not there\n');
const withCorpus = haveCorpus() ? needs('ansible-playbook') : test.skip;

withCorpus('docker is called with the same words for every distinct text', (t) => {
  t.timeout(20 * 60_000);
  const jobs = dockerJobs();
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-jobs-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const prepare = new Map(jobs.map(({ name, body }, index) => [name, prepareFolders(body, index)]));
  const comparison = compareSides({
    jenkins: writeJobs(folder, jobs),
    settings: SETTINGS,
    // As the site has it: see the settings.
    shell: '/bin/bash',
    prepare: (workspace, job) => prepare.get(job)?.(workspace),
    compareCalls: compareContainers,
  });
  const said = verdict(comparison, `${String(jobs.length)} texts`);
  t.log(said);
  t.is(comparison.different.size, 0, said);
  t.true(comparison.dockerCalls > jobs.length / 2);
});
