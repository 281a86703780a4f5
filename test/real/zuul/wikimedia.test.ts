/** Wikimedia's whole conversion, loaded and frozen by a real Zuul 14.2; only where the corpus stands beside the checkout. */
import test from 'ava';
import { missing } from './install.js';
import { type WikimediaZuul, haveWikimedia, startWikimedia } from './wikimedia-zuul.js';

const why = haveWikimedia() ? missing('zuul', 'zookeeper', 'bubblewrap') : '../shared/corpora is not there';
if (why !== undefined) process.stderr.write(`SKIPPED: Wikimedia in a running Zuul 14.2: ${why}\n`);
const real = why === undefined ? test.serial : test.serial.skip;

let site: WikimediaZuul;

test.before(async () => {
  if (why === undefined) site = await startWikimedia();
});

test.after.always(async () => {
  if (why === undefined) await (site as WikimediaZuul | undefined)?.instance.stop();
});

real('every project loads, without an error and without a warning', async (t) => {
  t.log(`${site.zuul.loaded.toFixed(1)} s to a loaded tenant`);
  t.deepEqual(await site.zuul.rest.configErrors(), []);
  const projects = await site.zuul.rest.get<{ name: string }[]>('projects');
  const names = new Set(projects.map(({ name }) => name));
  t.deepEqual(
    site.projects.filter((name) => !names.has(name)),
    [],
  );
  t.log(`${String(names.size)} projects`);
  t.true(names.size >= 2182);
});
