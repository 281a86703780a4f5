import test from 'ava';
import { factorJobs } from '../../../src/convert/factor/factor-jobs.js';
import type { ConvertedJob } from '../../../src/convert/factor/converted-job.js';
import { container, job, meaningIn, meaningOf, named } from './support.js';

function tests(name: string, image: string, rest: readonly string[]): ConvertedJob {
  return job(name, { run: [container(`registry/wiki-${image}:1`, { command: ['--db', image, ...rest] })] });
}

test('members that say the same things once more get a job between them and the family', (t) => {
  const browser = ['--command', 'npm ci', '--command', 'npm run browser'];
  const php = ['php81', 'php82', 'php83', 'php84', 'php85'];
  const given = php.flatMap((version) => [
    tests(`wiki-unit-${version}`, version, ['--unit']),
    tests(`wiki-browser-${version}`, version, browser),
  ]);
  const output = factorJobs(given);
  t.like(named(output, 'wiki-browser'), { parent: 'wiki-docker', abstract: true, vars: { wiki_arguments: browser } });
  t.is(named(output, 'wiki-browser-php83').parent, 'wiki-browser');
  t.is(named(output, 'wiki-browser-php83').vars?.wiki_arguments, undefined);
  t.is(named(output, 'wiki-unit-php83').parent, 'wiki-docker');
  for (const one of given) t.is(meaningIn(output, one), meaningOf(one));
});

test('a member of a variant says again what the family says and the variant changes', (t) => {
  const long = ['--one', '--two', '--three', '--four', '--five', '--six'];
  const given = [
    ...['a', 'b', 'c', 'd', 'e'].map((name) => tests(`wiki-unit-${name}`, 'php84', ['--unit'])),
    ...['f', 'g', 'h'].map((name) => tests(`wiki-api-${name}`, 'php81', long)),
    tests('wiki-api-i', 'php84', long),
  ];
  const output = factorJobs(given);
  t.is(named(output, 'wiki-api-i').parent, 'wiki-api');
  t.deepEqual(named(output, 'wiki-api-i').vars, { wiki_image: 'registry/wiki-php84:1', wiki_db: 'php84' });
  for (const one of given) t.is(meaningIn(output, one), meaningOf(one));
});
