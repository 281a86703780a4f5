import { type Node, type Pattern, branchesOf, itemsOf, sequence } from './ast.js';
import { fitsEverything } from './always.js';
import { type Atom, type Formula, TRUE, anchoredAtom } from './formula.js';
import { flatten } from './prefix.js';
import { isPlain, printFlags, printRe2 } from './print.js';
import type { PrintContext } from './print-class.js';
import { checkRe2 } from './re2.js';
import { settleEnds } from './settle-ends.js';

/** A pattern without look-around, spelled as it is. */
export function verbatim(pattern: Pattern, context: PrintContext): Formula {
  if (fitsEverything(itemsOf(pattern.body), context)) return TRUE;
  const body = settled(pattern.body, context);
  return verified(
    { kind: 'atom', flags: printFlags(pattern.flags, context), regex: printRe2(body, context) },
    body,
    context,
  );
}

/** Items without look-around that stand at the start of a text, in the form `^…`. */
export function anchored(items: readonly Node[], flags: string, context: PrintContext): Formula {
  if (fitsEverything(items, context)) return TRUE;
  const flat = withoutStart(items);
  const [only] = flat;
  const whole =
    flat.length === 1 && (only?.kind === 'alternation' || (only?.kind === 'group' && only.name === undefined));
  const branches = (whole && only.kind === 'group' ? branchesOf(only.body) : branchesOf(sequence(flat))).map((branch) =>
    withoutStart(itemsOf(branch)),
  );
  const bodies = branches.map((branch) => settled(sequence(branch), context));
  const [ends, inner] = sharedEnd(bodies);
  const atom = anchoredAtom(
    flags,
    inner.map((body) => printBranch(body, context)),
    ends ? '$' : '',
  );
  return verified(atom, { kind: 'alternation', branches: bodies }, context);
}

function printBranch(body: Node, context: PrintContext): string {
  const text = printRe2(body, context);
  return body.kind === 'alternation' ? `(${text})` : text;
}

function settled(body: Node, context: PrintContext): Node {
  return context.prose && !context.multiline ? settleEnds(body) : body;
}

/** At the start of the text, `^` says nothing new. */
function withoutStart(items: readonly Node[]): readonly Node[] {
  const flat = flatten(items);
  const first = flat.findIndex(
    (item) => !(item.kind === 'anchor' && (item.at === 'line-start' || item.at === 'text-start')),
  );
  return first < 0 ? [] : flat.slice(first);
}

/** Takes a `$` off that all branches end with. */
function sharedEnd(branches: readonly Node[]): readonly [boolean, readonly Node[]] {
  const ends = branches.every((branch) => {
    const last = itemsOf(branch).at(-1);
    return last?.kind === 'anchor' && last.at === 'line-end';
  });
  return ends ? [true, branches.map((branch) => sequence(itemsOf(branch).slice(0, -1)))] : [false, branches];
}

/** Asks the engine about everything that is not certain. */
function verified(atom: Atom, body: Node, context: PrintContext): Atom {
  if (!isPlain(body, context)) checkRe2(atom.flags + atom.regex);
  return atom;
}
