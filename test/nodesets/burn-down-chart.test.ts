import test from 'ava';
import fc from 'fast-check';
import { readAnyXml } from '../../src/read/jenkins/parse-xml.js';
import { burnDownChart } from '../../src/nodesets/burn-down-chart.js';

const DAY = 24 * 60 * 60 * 1000;

const points = fc
  .array(fc.record({ days: fc.nat(900), legacy: fc.nat(2000), native: fc.nat(2000), gone: fc.nat(9) }), {
    maxLength: 30,
  })
  .map((list) => {
    let time = Date.parse('2020-01-01T00:00:00Z');
    return list.map(({ days, ...counts }) => {
      time += days * DAY;
      return { day: new Date(time).toISOString().slice(0, 10), ...counts };
    });
  });

test('any points give well-formed SVG with finite places inside its box, and the same bytes again', (t) => {
  fc.assert(
    fc.property(points, (list) => {
      const svg = burnDownChart(list);
      t.is(burnDownChart(list), svg);
      const root = readAnyXml(svg, 'chart.svg');
      t.is(root.attribute('role'), 'img');
      t.is(root.attribute('aria-labelledby'), 'title desc');
      t.notRegex(svg, /NaN|Infinity|undefined/);
      for (const [, x, y] of svg.matchAll(/<(?:text|circle) c?x="(-?[\d.]+)" c?y="(-?[\d.]+)"/g)) {
        t.true(Number(x) >= 0 && Number(x) <= 800 && Number(y) >= 0 && Number(y) <= 400);
      }
    }),
    { numRuns: 60 },
  );
});

test('the description says how it began and how it is', (t) => {
  const svg = burnDownChart([
    { day: '2026-01-01', legacy: 100, native: 0, gone: 0 },
    { day: '2026-03-01', legacy: 40, native: 70, gone: 1 },
  ]);
  t.regex(svg, /<title id="title">Legacy and native jobs over time<\/title>/);
  t.regex(
    svg,
    /There were on 2026-01-01 100 legacy and 0 native jobs, and on 2026-03-01 40 legacy and 70 native jobs\./,
  );
  t.regex(svg, /M60 50H780V224/);
});
