import type { Step } from '../../model/step.js';
import { jinja, jinjaText, type Value } from '../../model/value.js';
import { alignLists, survivesTemplating, type AlignedElement, type Alignment } from './align-lists.js';
import { fillSlots, type Content, type Slot } from './shape.js';
import { canonical } from './step-key.js';

/** The steps of one job. */
export interface Steps {
  readonly run: readonly Step[];
  readonly post: readonly Step[];
}

/** What a column of differing values is about; names are made of it. */
export interface ColumnHint {
  readonly slot: Slot;
  /** Option that the value belongs to, without hyphens. */
  readonly option?: string;
  /** The part of a list that differs, or one of its elements. */
  readonly part?: 'element' | 'rest';
}

/** Values that differ between jobs, one for each job. Places whose values are equal in every job share one column. */
export interface Column {
  readonly values: readonly Value[];
  /** Every place it stands in, in the order of the steps. */
  readonly hints: readonly ColumnHint[];
}

/** What steps of equal shape have in common, and where they differ. */
export interface Holes {
  readonly columns: readonly Column[];
  /** The steps, with the variables named after the columns in the places that differ. */
  fill(names: readonly string[]): Steps;
}

/** The jobs differ where no variable can stand: `by` tells, job by job, which belong together. */
export interface Split {
  readonly by: readonly string[];
}

/** Lists that the role flattens, so that a list of a job can stand as one element among others. */
const NESTING: ReadonlySet<string> = new Set(['docker_run_command', 'docker_run_options', 'docker_run_volumes']);

/**
 * Finds where steps of equal shape differ.
 *
 * @param members Steps of at least two jobs; run and post steps have equal shapes, see `shapeOf`.
 */
export function findHoles(members: readonly Steps[]): Holes | Split {
  const columns = new Map<string, { values: readonly Value[]; hints: ColumnHint[] }>();
  const column = (values: readonly Value[], hint: ColumnHint): string => {
    const id = JSON.stringify(values);
    const known = columns.get(id);
    if (known === undefined) columns.set(id, { values, hints: [hint] });
    else known.hints.push(hint);
    return id;
  };

  const lists = members.map(({ run, post }) => [...run, ...post]);
  const plans: (readonly Plan[] | undefined)[] = [];
  for (const [position, first] of lists[0]!.entries()) {
    const steps = lists.map((list) => list[position]!);
    // Equal steps are mostly one object; nothing in them differs.
    const found = steps.every((step) => step === first) ? undefined : planStep(steps, column);
    if (found !== undefined && 'by' in found) return found;
    plans.push(found);
  }
  const ids = new Map([...columns.keys()].map((id, index) => [id, index]));
  return {
    columns: [...columns.values()],
    fill: (names) => fillHoles(members[0]!, plans, (id) => names[ids.get(id)!]!),
  };
}

/** How each slot of a step is filled, or what to split the jobs by. */
function planStep(steps: readonly Step[], column: AddColumn): readonly Plan[] | Split {
  const contents = steps.map(contentsOf);
  const plans: Plan[] = [];
  for (const [index, slot] of contents[0]!.slots.entries()) {
    const values = contents.map((content) => content.values[index]!);
    if (values.every((value) => value === values[0])) {
      plans.push(keep);
      continue;
    }
    const texts = values.map(canonical);
    const plan = texts.every((text) => text === texts[0]) ? keep : PLANNERS[slot.kind](slot, values as never, column);
    if (plan === undefined) return { by: texts };
    plans.push(plan);
  }
  return plans;
}

interface Contents {
  readonly slots: Slot[];
  readonly values: Content[];
}

const known = new WeakMap<Step, Contents>();

function contentsOf(step: Step): Contents {
  let contents = known.get(step);
  if (contents === undefined) {
    const found: Contents = { slots: [], values: [] };
    fillSlots(step, (slot, content) => {
      found.slots.push(slot);
      found.values.push(content);
      return content;
    });
    known.set(step, found);
    contents = found;
  }
  return contents;
}

/** How a slot is filled, once the names of the columns are known. */
type Plan = (content: Content, nameOf: (column: string) => string) => Value;
type AddColumn = (values: readonly Value[], hint: ColumnHint) => string;

const keep: Plan = (content) => content;

const PLANNERS = { text: planText, list: planList, map: planMap, template: planTemplate } as const;

function planText(slot: Slot, values: readonly string[], column: AddColumn): Plan | undefined {
  if (!values.every(survivesTemplating)) return undefined;
  const id = column(values, { slot });
  return (_, nameOf) => jinja(`{{ ${nameOf(id)} }}`);
}

function planList(slot: Slot, lists: readonly (readonly string[])[], column: AddColumn): Plan | undefined {
  const aligned = alignLists(lists, NESTING.has(slot.variable));
  if (aligned !== undefined && (slot.isPart === true || aligned.left.length + aligned.right.length > 0)) {
    return planElements(slot, aligned, column);
  }
  if (slot.isPart === true) return undefined;
  const id = column(lists, { slot });
  return (_, nameOf) => jinja(`{{ ${nameOf(id)} }}`);
}

/** More differing keys than this are clearer as a map of the job's own. */
const MANY_KEYS = 3;

function planMap(slot: Slot, maps: readonly Readonly<Record<string, string>>[], column: AddColumn): Plan {
  const keys = Object.keys(maps[0]!);
  const names = canonical([...keys].sort());
  const whole = (): Plan => {
    const id = column(maps, { slot });
    return (_, nameOf) => jinja(`{{ ${nameOf(id)} }}`);
  };
  if (maps.some((map) => canonical(Object.keys(map).sort()) !== names)) return whole();
  const differing = keys.filter((key) => maps.some((map) => map[key] !== maps[0]![key]));
  const survive = differing.every((key) => maps.every((map) => survivesTemplating(map[key]!)));
  if (!survive || differing.length > MANY_KEYS) return whole();
  const ids = new Map(
    differing.map((key) => [
      key,
      column(
        maps.map((map) => map[key]!),
        { slot: { ...slot, key } },
      ),
    ]),
  );
  return (content, nameOf) =>
    Object.fromEntries(
      Object.entries(content as Readonly<Record<string, string>>).map(([key, text]): [string, Value] => {
        return [key, ids.has(key) ? jinja(`{{ ${nameOf(ids.get(key)!)} }}`) : text];
      }),
    );
}

function planTemplate(slot: Slot, templates: readonly (readonly string[])[], column: AddColumn): Plan | undefined {
  const makers: ((nameOf: (column: string) => string) => string)[] = [];
  for (const index of templates[0]!.keys()) {
    const texts = templates.map((literals) => literals[index]!);
    const first = texts[0]!;
    if (texts.every((text) => text === first)) {
      makers.push(() => first);
      continue;
    }
    const { prefix, suffix } = commonEnds(texts);
    const middles = texts.map((text) => text.slice(prefix.length, text.length - suffix.length));
    if (!middles.every(survivesTemplating)) return undefined;
    const id = column(middles, { slot, part: 'element' });
    makers.push((nameOf) => `${prefix}{{ ${nameOf(id)} }}${suffix}`);
  }
  return (_, nameOf) => makers.map((make) => make(nameOf));
}

/** What all texts begin and end with, cut at the boundaries of words. */
function commonEnds(texts: readonly string[]): { readonly prefix: string; readonly suffix: string } {
  const shortest = Math.min(...texts.map((text) => text.length));
  const first = texts[0]!;
  let start = 0;
  while (start < shortest && texts.every((text) => text[start] === first[start])) start += 1;
  // A brace before the expression would be read as part of it.
  while (start > 0 && /[\w.{]/.test(first[start - 1]!)) start -= 1;
  let end = 0;
  while (end < shortest - start && texts.every((text) => text.at(-1 - end) === first.at(-1 - end))) end += 1;
  while (end > 0 && /[\w.]/.test(first[first.length - end]!)) end -= 1;
  return { prefix: first.slice(0, start), suffix: first.slice(first.length - end) };
}

function planElements(slot: Slot, { left, rest, right }: Alignment, column: AddColumn): Plan {
  const makers = [
    ...left.map((element) => planElement(slot, element, column)),
    ...(rest === undefined ? [] : [planRest(slot, rest, column)]),
    ...right.map((element) => planElement(slot, element, column)),
  ];
  return (_, nameOf) => makers.map((make) => make(nameOf));
}

type MakeElement = (nameOf: (column: string) => string) => Value;

function planElement(slot: Slot, element: AlignedElement, column: AddColumn): MakeElement {
  if (element.kind === 'same') return () => element.text;
  const hint: ColumnHint = {
    slot,
    part: 'element',
    ...(element.option === undefined ? {} : { option: element.option }),
  };
  const id = column(element.values, hint);
  return (nameOf) => jinja(`${jinjaText(element.prefix)}{{ ${nameOf(id)} }}`);
}

function planRest(slot: Slot, rest: readonly (readonly string[])[], column: AddColumn): MakeElement {
  const single = rest.every((list) => list.length === 1 && survivesTemplating(list[0]!));
  const id = single
    ? column(
        rest.map((list) => list[0]!),
        { slot, part: 'element' },
      )
    : column(rest, { slot, part: 'rest' });
  return (nameOf) => jinja(`{{ ${nameOf(id)} }}`);
}

/** @param plans By step, run steps first; none for a step that stays as it is. */
function fillHoles(
  { run, post }: Steps,
  plans: readonly (readonly Plan[] | undefined)[],
  nameOf: (column: string) => string,
): Steps {
  const fillStep = (step: Step, position: number): Step => {
    const own = plans[position];
    let slot = 0;
    return own === undefined ? step : fillSlots(step, (_, content) => own[slot++]!(content, nameOf));
  };
  return { run: run.map(fillStep), post: post.map((step, index) => fillStep(step, run.length + index)) };
}
