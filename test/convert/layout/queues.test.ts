import test from 'ava';
import fc from 'fast-check';
import { InputError } from '../../../src/model/input-error.js';
import type { Settings } from '../../../src/model/settings.js';
import { sharedQueues, type ProjectLists } from '../../../src/convert/layout/shared-queues.js';
import { listedJobs } from '../../../src/convert/layout/template-contents.js';
import { effectiveJobs } from '../../../src/convert/layout/effective-jobs.js';
import type { V2Layout, V2Section } from '../../../src/model/layout.js';
import { codesOf, convert, PIPELINES, stanzaOf, templatesOf } from './converted.js';

const GATES = `pipelines:
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
  - {name: gate2, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
`;

/** Project → queue, for those that have one. */
function queuesOf(converted: ReturnType<typeof convert>): Record<string, string> {
  const templates = new Map(converted.templates.map(({ name, queue }) => [name, queue]));
  const queues = converted.projects.map(({ name, queue, templates: used }) => {
    const given = used.map((template) => templates.get(template)).find((one) => one !== undefined);
    return [name, queue ?? given] as const;
  });
  return Object.fromEntries(queues.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

test('projects with a job in common share a queue, over any number of others and at any depth', (t) => {
  const converted = convert(
    t,
    `${GATES}projects:
  - {name: a, gate: [x]}
  - {name: b, gate: [y: [x]]}
  - {name: c, gate: [z, y]}
  - {name: d, gate: [w]}
  - {name: e, check: [x]}
  - {name: f, gate: []}
`,
  );
  t.deepEqual(queuesOf(converted), { a: 'x', b: 'x', c: 'x' });
  t.deepEqual(converted.queues, [{ name: 'x' }]);
  t.true(codesOf(converted).includes('queue/tied-by-job'));
});

/** Projects that only `noop` has in common. */
const NOOP = `${GATES}projects:\n  - {name: a, gate: [noop]}\n  - {name: b, gate: [noop, x]}\n  - {name: c, gate: [x]}\n`;

const noop: readonly (readonly [settings: Partial<Settings>, queues: Record<string, string>])[] = [
  [{ zuulV2Version: '2.6' }, { a: 'noop', b: 'noop', c: 'noop' }],
  [{ zuulV2Version: '2.5' }, { a: 'noop', b: 'noop', c: 'noop' }],
  [{ zuulV2Version: 'wikimedia' }, { b: 'x', c: 'x' }],
  [{ separateQueues: ['x'] }, { a: 'noop', b: 'noop' }],
  [{ separateQueues: ['^.*'] }, {}],
];

test('what the settings take apart is told, with the number of queues that come of it', (t) => {
  const { findings } = convert(t, NOOP, { separateQueues: ['x'] });
  const separated = findings.filter(({ code }) => code === 'queue/separated');
  t.deepEqual(
    separated.map(({ message, at }) => [/Here: .*/.exec(message)?.[0], at.line]),
    [['Here: the queue of a in gate kept 3 projects together, which are 2 queues now.', 6]],
  );
  t.false(codesOf(convert(t, NOOP)).includes('queue/separated'));
  t.false(codesOf(convert(t, NOOP, { zuulV2Version: 'wikimedia' })).includes('queue/separated'));
});

for (const [settings, queues] of noop) {
  test(`what ties: ${JSON.stringify(settings)}`, (t) => {
    t.deepEqual(queuesOf(convert(t, NOOP, settings)), queues);
  });
}

test('a queue-name names the queue; the same name of another queue gets a number', (t) => {
  const converted = convert(
    t,
    `${GATES}jobs:
  - {name: x, queue-name: main}
  - {name: y, queue-name: main}
projects:
  - {name: a, gate: [x]}
  - {name: b, gate: [x]}
  - {name: c, gate: [y]}
  - {name: d, gate: [y]}
`,
  );
  t.deepEqual(queuesOf(converted), { a: 'main', b: 'main', c: 'main-2', d: 'main-2' });
  t.deepEqual(codesOf(converted), ['pipeline/work-in-progress']);
});

test('two names for one queue are refused, as v2 does', (t) => {
  const source = `${GATES}jobs:
  - {name: x, queue-name: one}
  - {name: y, queue-name: two}
projects:
  - {name: a, gate: [x, z]}
  - {name: b, gate: [z: [y]]}
`;
  const error = t.throws(() => convert(t, source), { instanceOf: InputError });
  t.regex(
    error.message,
    /:7: More than one name assigned to change queue: one \(job x\) and two \(job y\) meet in pipeline gate/,
  );
});

test('a project has one queue for all pipelines: sets that share a project become one, and that is told', (t) => {
  const converted = convert(
    t,
    `${GATES}projects:
  - {name: a, gate: [x], gate2: [u]}
  - {name: b, gate: [x], gate2: [v]}
  - {name: c, gate2: [v]}
  - {name: d, gate: [w], gate2: [w]}
  - {name: e, gate: [w], gate2: [w]}
`,
  );
  t.deepEqual(queuesOf(converted), { a: 'x', b: 'x', c: 'x', d: 'w', e: 'w' });
  t.deepEqual(
    converted.sharedQueues.map(({ pipeline, queue, projects, exact }) => [pipeline, queue, projects.join(), exact]),
    [
      ['gate', 'x', 'a,b', true],
      ['gate', 'w', 'd,e', true],
      ['gate2', 'x', 'a,b,c', false],
      ['gate2', 'w', 'd,e', true],
    ],
  );
  const widened = converted.findings.filter(({ code }) => code === 'queue/widened');
  t.is(widened.length, 1);
  t.regex(
    widened[0]!.message,
    /queue x in gate2 holds 3 projects, which were 2 queues of v2; added to the largest: a\.$/,
  );
});

test('a template whose projects all have one queue says it for them', (t) => {
  const converted = convert(
    t,
    `${GATES}project-templates:
  - {name: t, gate: [x]}
  - {name: u, check: [l]}
projects:
  - {name: a, template: [{name: t}, {name: u}]}
  - {name: b, template: [{name: t}]}
  - {name: c, template: [{name: u}]}
  - {name: d, gate: [x]}
`,
  );
  t.deepEqual(templatesOf(converted), { t: { queue: 'x', gate: ['x'] }, u: { check: ['l'] } });
  t.deepEqual(stanzaOf(converted, 'a'), { templates: ['t', 'u'] });
  t.deepEqual(stanzaOf(converted, 'd'), { queue: 'x', gate: ['x'] });
});

test('a project that is left out ties the others together nevertheless', (t) => {
  const converted = convert(
    t,
    `${GATES}projects:\n  - {name: a, gate: [x]}\n  - {name: b, gate: [x, y]}\n  - {name: c, gate: [y]}\n`,
    { skipProjects: ['b'] },
  );
  t.deepEqual(queuesOf(converted), { a: 'x', c: 'x' });
});

test('queues are what v2 gets by merging as long as two have a job in common', (t) => {
  const at = { file: 'layout.yaml', line: 1 };
  const gate = { name: { value: 'gate', at }, manager: 'dependent' as const, keys: new Map(), at };
  const layout: V2Layout = { file: '', includes: [], pipelines: [gate], jobs: [], templates: [], projects: [] };
  const jobOf = effectiveJobs([], () => () => false);
  const jobLists = fc.array(fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(jobLists, (lists) => {
      const projects = lists.map((names, index): ProjectLists => {
        const section: V2Section = { pipeline: 'gate', at, jobs: names.map((name) => ({ name, at, children: [] })) };
        const project = { name: { value: `p${String(index)}`, at }, templates: [], sections: [section], at };
        return { project, templates: [], own: new Map([['gate', listedJobs(section)]]) };
      });
      const queues = sharedQueues(layout, projects, { ties: () => true, jobOf }).map((queue) => queue.projects);
      const expected = mergedNaively(lists).map((members) => members.map((index) => `p${String(index)}`));
      return JSON.stringify(sorted(queues)) === JSON.stringify(sorted(expected));
    }),
  );
  t.pass();
});

/** As v2 does it, over and over. */
function mergedNaively(lists: readonly (readonly string[])[]): number[][] {
  const groups = lists.map((names, index) => ({ members: [index], names: new Set(names) }));
  for (;;) {
    const pair = groups
      .flatMap((a, i) => groups.slice(i + 1).map((b) => [a, b] as const))
      .find(([a, b]) => [...a.names].some((name) => b.names.has(name)));
    if (pair === undefined) return groups.map(({ members }) => members.sort((a, b) => a - b));
    const [a, b] = pair;
    a.members.push(...b.members);
    for (const name of b.names) a.names.add(name);
    groups.splice(groups.indexOf(b), 1);
  }
}

function sorted(groups: readonly (readonly string[])[]): string[] {
  return groups.map((group) => [...group].sort().join()).sort();
}

test('two names for the queue of an independent pipeline are told: v2 failed on every item there', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:\n  - {name: x, queue-name: one}\n  - {name: y, queue-name: two}\nprojects:\n  - {name: p, check: [x, y]}\n  - {name: q, check: [x]}\n`,
  );
  const told = converted.findings.filter(({ code }) => code === 'queue/two-names');
  t.deepEqual(
    told.map(({ at, message }) => [at.line, /Here: (.*)$/.exec(message)?.[1]]),
    [[9, 'one and two for p in check.']],
  );
});
