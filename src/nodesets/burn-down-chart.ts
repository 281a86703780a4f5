import type { BurnDownPoint } from './burn-down.js';

const WIDTH = 800;
const HEIGHT = 400;
const LEFT = 60;
const RIGHT = 780;
const TOP = 50;
const BOTTOM = 340;

/** Contrast with white at least 4.5 to 1 (WCAG 2, text); told apart by their dashes as well. */
const LINES = [
  { key: 'legacy', label: 'legacy', colour: '#b34700', dashes: '' },
  { key: 'native', label: 'native', colour: '#00598a', dashes: '8 4' },
] as const;

const MOST_DAYS = 6;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Legacy and native jobs over time as SVG 1.1 that stands alone: no script, no font, no address. The same points give the
 * same bytes. Counts hold until the next point, so the lines are steps.
 */
export function burnDownChart(points: readonly BurnDownPoint[]): string {
  const days = points.map(({ day }) => Date.parse(`${day}T00:00:00Z`) / DAY);
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  const most = Math.max(1, ...points.flatMap(({ legacy, native }) => [legacy, native]));
  const step = tickStep(most);
  const top = Math.ceil(most / step) * step;
  const x = (day: number): number =>
    round(LEFT + (RIGHT - LEFT) * (last === first ? 0.5 : (day - first) / (last - first)));
  const y = (count: number): number => round(BOTTOM - ((BOTTOM - TOP) * count) / top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" width="${String(WIDTH)}" height="${String(HEIGHT)}" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13">`,
    '<title id="title">Legacy and native jobs over time</title>',
    `<desc id="desc">${description(points)}</desc>`,
    `<rect width="${String(WIDTH)}" height="${String(HEIGHT)}" fill="#ffffff"/>`,
    ...countLines(top, step, y),
    ...dayTexts(days, points, x),
    ...LINES.flatMap((line) => seriesOf(line, points, days, x, y)),
    ...legend(),
    '</svg>',
    '',
  ].join('\n');
}

function description(points: readonly BurnDownPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return 'There are no jobs yet.';
  const say = ({ day, legacy, native }: BurnDownPoint): string =>
    `on ${day} ${String(legacy)} legacy and ${String(native)} native jobs`;
  return first === last ? `There were ${say(first)}.` : `There were ${say(first)}, and ${say(last)}.`;
}

/** 1, 2 or 5 times a power of ten, so that there are at most five lines. */
function tickStep(most: number): number {
  for (let power = 1; ; power *= 10) {
    const step = [1, 2, 5].map((factor) => factor * power).find((one) => most / one <= 5);
    if (step !== undefined) return step;
  }
}

function countLines(top: number, step: number, y: (count: number) => number): string[] {
  return Array.from({ length: top / step + 1 }, (_, index) => index * step).flatMap((count) => [
    `<path d="M${String(LEFT)} ${String(y(count))}H${String(RIGHT)}" stroke="${count === 0 ? '#4d4d4d' : '#d9d9d9'}"/>`,
    `<text x="${String(LEFT - 8)}" y="${String(y(count) + 4)}" text-anchor="end" fill="#333333">${String(count)}</text>`,
  ]);
}

/** The first day, the last one, and some between that do not touch each other. */
function dayTexts(days: readonly number[], points: readonly BurnDownPoint[], x: (day: number) => number): string[] {
  const room = (RIGHT - LEFT) / MOST_DAYS;
  const shown: number[] = [];
  const end = points.length - 1;
  for (const index of points.keys()) {
    const before = shown.at(-1);
    const isFree = before === undefined || x(days[index]!) - x(days[before]!) >= room;
    const leavesEnd = index === end || x(days[end]!) - x(days[index]!) >= room || index === 0;
    if (index === end || (isFree && leavesEnd)) shown.push(index);
  }
  if (shown.length === 2 && days[0] === days[end]) shown.shift();
  return shown.map((index) => {
    const anchor = index === end && end > 0 ? 'end' : index === 0 && end > 0 ? 'start' : 'middle';
    return `<text x="${String(x(days[index]!))}" y="${String(BOTTOM + 22)}" text-anchor="${anchor}" fill="#333333">${points[index]!.day}</text>`;
  });
}

function seriesOf(
  { key, colour, dashes }: (typeof LINES)[number],
  points: readonly BurnDownPoint[],
  days: readonly number[],
  x: (day: number) => number,
  y: (count: number) => number,
): string[] {
  const [first, ...rest] = points.map((point, index) => ({ x: x(days[index]!), y: y(point[key]) }));
  if (first === undefined) return [];
  const path = `M${String(first.x)} ${String(first.y)}${rest.map((at) => `H${String(at.x)}V${String(at.y)}`).join('')}`;
  const end = rest.at(-1) ?? first;
  const dash = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return [
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.5"${dash}/>`,
    `<circle cx="${String(end.x)}" cy="${String(end.y)}" r="4" fill="${colour}"/>`,
  ];
}

function legend(): string[] {
  return LINES.flatMap(({ label, colour, dashes }, index) => {
    const left = LEFT + index * 120;
    const dash = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
    return [
      `<path d="M${String(left)} 24h30" stroke="${colour}" stroke-width="2.5"${dash}/>`,
      `<text x="${String(left + 38)}" y="28" fill="${colour}">${label} jobs</text>`,
    ];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
