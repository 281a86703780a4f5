/** Generated scripts: what Jenkins did with them, and what their conversions do under real Ansible. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../roles/ansible.js';
import { compareSides, verdict, writeJobs } from './both-sides.js';
import { longTest } from './long-test.js';
import { generateJobs } from './generated-jobs.js';

/** Other scripts: set the seed to any number. */
const SEED = Number(process.env['ZUULSHIFT_SEED'] ?? 2);
const JOBS = Number(process.env['ZUULSHIFT_JOBS'] ?? 120);

needs('ansible-playbook')('hundreds of generated scripts leave the same result, files and variables', async (t) => {
  await longTest(t);
  const jobs = generateJobs(JOBS, SEED);
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-jobs-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const comparison = compareSides({ jenkins: writeJobs(folder, jobs) });
  const scripts = jobs.reduce((sum, job) => sum + job.scripts, 0);
  const said = verdict(comparison, `seed ${String(SEED)}, ${String(scripts)} scripts`);
  t.log(said);
  t.is(comparison.different.size, 0, said);
  t.true(comparison.things > 20 * JOBS, 'the steps left files and saw variables');
});
