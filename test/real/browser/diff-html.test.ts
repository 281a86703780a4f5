import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { chromium, type Browser, type Page } from 'playwright-core';
import { zuulshift } from '../../support/zuulshift.js';

const CHROMIUM = '/usr/bin/chromium';
// Without a Chromium nobody looked at the page: that must not look like a pass.
const look = existsSync(CHROMIUM) ? test.serial : test.serial.skip;
const root = new URL('../../../', import.meta.url);

const LAYOUT = `pipelines:
  - name: check
    manager: IndependentPipelineManager
    trigger: {gerrit: [{event: patchset-created}]}
jobs:
  - name: ^unit-
    files: ['^src/']
projects:
${Array.from({ length: 60 }, (_, index) => `  - name: group/project-${String(index)}\n    check: [unit-a, lint, docs]\n`).join('')}`;

/** Runs with a page of a browser that has no network; anything on its console fails the test. */
async function withPage(
  t: ExecutionContext,
  scheme: 'light' | 'dark',
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-browser-'));
  let browser: Browser | undefined;
  try {
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    writeFileSync(a, LAYOUT);
    writeFileSync(
      b,
      LAYOUT.replace("'^src/'", "'^src/', '<lib&>'").replace('check: [unit-a, lint, docs]', 'check: [unit-a]'),
    );
    const out = join(folder, 'diff.html');
    const { code, err } = await zuulshift('diff', a, b, '--format', 'html', '--output', out);
    t.is(code, 0, err);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    const context = await browser.newContext({ colorScheme: scheme, offline: true });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => void said.push(message.text()));
    page.on('pageerror', (error) => void said.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) said.push(`asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(out).href);
    await body(page);
    t.deepEqual(said, []);
  } finally {
    await browser?.close();
    rmSync(folder, { recursive: true });
  }
}

look('the page can be filtered, expanded and worked with by keyboard', async (t) => {
  await withPage(t, 'light', async (page) => {
    const shown = (): Promise<number> => page.locator('.item:visible').count();
    const all = await shown();
    t.true(all >= 3);
    t.is(await page.locator('#count').textContent(), `${String(all)} of ${String(all)} shown`);

    await page.keyboard.press('/');
    t.is(await page.evaluate('document.activeElement.id'), 'filter');
    await page.keyboard.type('unit-a');
    t.is(await shown(), await page.locator('.item:visible', { hasText: 'unit-a' }).count());
    t.true((await shown()) < all);
    await page.keyboard.press('Escape');
    t.is(await shown(), all);

    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    t.true(await page.evaluate("document.activeElement === document.querySelector('.item > summary')"));
    await page.keyboard.press('Enter');
    t.true(await page.evaluate("document.querySelector('.item').open"));
    await page.keyboard.press('e');
    t.is(await page.locator('.item[open]').count(), all);
    await page.keyboard.press('c');
    t.is(await page.locator('.item[open]').count(), 0);

    await page.selectOption('#part', 'files');
    t.deepEqual(await page.locator('main > section:visible').evaluateAll((list) => list.map(({ id }) => id)), [
      'files',
    ]);
    await page.click('#expand');
    t.true(await page.locator('.patch td.add', { hasText: "'<lib&>'" }).isVisible());
    await page.selectOption('#part', '');
    await page.click('#theme');
    t.is(await page.evaluate('document.documentElement.dataset.theme'), 'dark');
  });
});

/** What axe says of a page. */
interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  readonly passes: readonly { readonly id: string }[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const scheme of ['light', 'dark'] as const) {
  look(`nobody is shut out (WCAG 2.2 A and AA, ${scheme})`, async (t) => {
    await withPage(t, scheme, async (page) => {
      await page.click('#expand');
      await page.evaluate(AXE);
      const result = await page.evaluate<AxeResult>(
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
      );
      t.deepEqual(
        result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`),
        [],
      );
      t.true(result.passes.some(({ id }) => id === 'color-contrast'));
      mkdirSync(new URL('out/screenshots/', root), { recursive: true });
      await page.screenshot({ path: new URL(`out/screenshots/diff-${scheme}.png`, root).pathname, fullPage: false });
    });
  });
}
