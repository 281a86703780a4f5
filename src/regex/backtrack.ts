import type { Anchor, Node, Pattern } from './ast.js';
import type { CharSet } from './char-set.js';
import { type CharacterRules, categorySet, characterRules, charactersOf } from './python-characters.js';
import { fixedWidth } from './width.js';

/**
 * Whether a pattern matches at a position, by the rules of Python 2.7's own engine. For what JavaScript does otherwise:
 * a group that took no part fails a back-reference, keeps its text from an earlier round, and can be asked about.
 */
export function matchesAt(pattern: Pattern, text: readonly number[], start: number): boolean {
  const run: Run = {
    text,
    rules: characterRules(pattern.flags),
    multiline: pattern.flags.includes('m'),
    from: new Array<number>(pattern.groups + 1).fill(-1),
    to: new Array<number>(pattern.groups + 1).fill(-1),
    sets: new Map(),
  };
  return step(run, pattern.body, start, () => true);
}

interface Run {
  readonly text: readonly number[];
  readonly rules: CharacterRules;
  readonly multiline: boolean;
  /** Start and end of what each group took last; -1: nothing yet. */
  readonly from: number[];
  readonly to: number[];
  readonly sets: Map<Node, CharSet>;
}

type Continue = (position: number) => boolean;

function step(run: Run, node: Node, at: number, next: Continue): boolean {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return takes(run, node, at) && next(at + 1);
    case 'anchor':
      return holds(run, node, at) && next(at);
    case 'sequence':
      return sequenceFrom(run, node.items, 0, at, next);
    case 'alternation':
      return node.branches.some((branch) => step(run, branch, at, next));
    case 'group':
      return node.index === undefined ? step(run, node.body, at, next) : captured(run, node.index, node.body, at, next);
    case 'repeat':
      return repeated(run, node, 0, at, -1, next);
    case 'look': {
      const found = node.ahead ? step(run, node.body, at, () => true) : behind(run, node.body, at);
      return found !== node.negated && next(at);
    }
    case 'back-reference':
      return again(run, node.group, at, next);
    case 'conditional':
      return step(run, (run.to[node.group] ?? -1) >= 0 ? node.yes : node.no, at, next);
  }
}

function sequenceFrom(run: Run, items: readonly Node[], index: number, at: number, next: Continue): boolean {
  const item = items[index];
  if (!item) return next(at);
  return step(run, item, at, (position) => sequenceFrom(run, items, index + 1, position, next));
}

function captured(run: Run, index: number, body: Node, at: number, next: Continue): boolean {
  const before = [run.from[index] ?? -1, run.to[index] ?? -1] as const;
  const found = step(run, body, at, (end) => {
    const inner = [run.from[index] ?? -1, run.to[index] ?? -1] as const;
    [run.from[index], run.to[index]] = [at, end];
    if (next(end)) return true;
    [run.from[index], run.to[index]] = inner;
    return false;
  });
  if (!found) [run.from[index], run.to[index]] = before;
  return found;
}

type RepeatNode = Extract<Node, { kind: 'repeat' }>;

function repeated(run: Run, node: RepeatNode, count: number, at: number, last: number, next: Continue): boolean {
  const once = (from: number): boolean =>
    count < node.max && step(run, node.body, at, (end) => repeated(run, node, count + 1, end, from, next));
  if (count < node.min) return once(last);
  // A round that takes nothing ends the repetition.
  const again = at !== last;
  return node.lazy ? next(at) || (again && once(at)) : (again && once(at)) || next(at);
}

/** Python steps back by the width of the body and looks from there; it does not ask where the body ends. */
function behind(run: Run, body: Node, at: number): boolean {
  const start = at - (fixedWidth(body) ?? 0);
  return start >= 0 && step(run, body, start, () => true);
}

function again(run: Run, group: number, at: number, next: Continue): boolean {
  const [from, to] = [run.from[group] ?? -1, run.to[group] ?? -1];
  if (to < 0) return false;
  for (let index = from; index < to; index += 1) {
    const [was, is] = [run.text[index], run.text[at + index - from]];
    if (was === undefined || is === undefined || !sameCharacter(run, was, is)) return false;
  }
  return next(at + to - from);
}

function sameCharacter(run: Run, a: number, b: number): boolean {
  return a === b || (run.rules.ignoreCase && has(charactersOf({ kind: 'literal', code: a, raw: '' }, run.rules), b));
}

function takes(run: Run, node: Extract<Node, { kind: 'literal' | 'any' | 'class' }>, at: number): boolean {
  const code = run.text[at];
  if (code === undefined) return false;
  let set = run.sets.get(node);
  if (!set) run.sets.set(node, (set = charactersOf(node, run.rules)));
  return has(set, code);
}

const NEWLINE = 0x0a;

function holds({ text, rules, multiline }: Run, anchor: Anchor, at: number): boolean {
  switch (anchor.at) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return at === text.length;
    case 'line-start':
      return at === 0 || (multiline && text[at - 1] === NEWLINE);
    case 'line-end':
      return at === text.length || (text[at] === NEWLINE && (multiline || at === text.length - 1));
    case 'boundary':
    case 'no-boundary': {
      if (text.length === 0) return false;
      const word = categorySet('word', rules);
      const [before, after] = [text[at - 1], text[at]];
      const differs = (before !== undefined && has(word, before)) !== (after !== undefined && has(word, after));
      return differs === (anchor.at === 'boundary');
    }
  }
}

function has(set: CharSet, code: number): boolean {
  return set.some(([from, to]) => code >= from && code <= to);
}
