import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import * as api from '../src/api/index.js';
import { convertSample } from '../src/testing/convert-sample.js';
import { temporaryFolder } from './support/folders.js';
import { add } from './convert/custom/support.js';

const text = readFileSync(new URL('../docs/converters.md', import.meta.url), 'utf8');

test('the converter in docs/converters.md works as it stands there', async (t) => {
  const [, code = ''] = /```ts\n([^]*?)```/.exec(text) ?? [];
  const folder = temporaryFolder(t);
  // An import that nothing uses would be a bad example.
  for (const name of /import \{ (.*) \}/.exec(code)![1]!.split(', ')) t.true(code.split(name).length > 2, name);
  writeFileSync(join(folder, 'site-notifier.ts'), code);
  const { catalogue } = await add([folder]);
  const sample = (fields: string) =>
    convertSample(`<org.example.SiteNotifier>${fields}</org.example.SiteNotifier>`, catalogue);
  const { contribution, accounting, findings } = sample('<channel>ops</channel><colour>red</colour>');
  t.is(contribution.post?.[0]?.kind, 'script');
  t.deepEqual([accounting.converted, accounting.dropped, accounting.unread], [1, 1, 0]);
  t.is(findings[0]?.code, 'site-notifier/colour');
  t.is(sample('').findings[0]?.code, 'site-notifier/no-channel');
});

test('every helper that the package exports is in docs/converters.md', (t) => {
  const missing = Object.keys(api).filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
  t.deepEqual(missing, []);
});
