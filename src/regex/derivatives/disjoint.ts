import { branchesOf, itemsOf, type Node } from '../ast.js';
import { parsePattern } from '../check-pattern.js';
import { evaluatePython } from '../evaluate-python.js';
import { behindPrefix } from './remainder.js';

/** How the texts that fit begin; `whole`: nothing follows. */
interface Beginning {
  readonly text: string;
  readonly whole: boolean;
}

/**
 * Whether it is certain that no text fits both patterns (used with `match`). They are read as Python reads them; nothing is
 * certain of one that only RE2 takes.
 */
export function disjoint(one: string, other: string): boolean {
  if ([one, other].some((source) => parsePattern(source).error !== undefined)) return false;
  return excludes(one, other) || excludes(other, one);
}

/** Whether all that begins as `one` says is refused by `other`. */
function excludes(one: string, other: string): boolean {
  const beginnings = beginningsOf(one);
  return beginnings.every(({ text, whole }) =>
    whole ? !evaluatePython(other, text, 'match') : text !== '' && behindPrefix(other, text) === 'never',
  );
}

function beginningsOf(source: string): Beginning[] {
  const { pattern, error } = parsePattern(source);
  if (error !== undefined || pattern.flags.length > 0) return [{ text: '', whole: false }];
  return branchesOf(pattern.body).flatMap((branch) => beginnings(itemsOf(branch)));
}

function beginnings(items: readonly Node[]): Beginning[] {
  let texts = [''];
  for (const [index, item] of items.entries()) {
    if (item.kind === 'anchor' && isEnd(item)) return texts.map((text) => ({ text, whole: true }));
    const next = literalsOf(item, index === 0);
    if (next === undefined || next.length * texts.length > 20) return texts.map((text) => ({ text, whole: false }));
    texts = texts.flatMap((text) => next.map((more) => text + more));
  }
  return texts.map((text) => ({ text, whole: false }));
}

function isEnd(node: Node): boolean {
  return node.kind === 'anchor' && (node.at === 'line-end' || node.at === 'text-end');
}

/** The texts that a node of nothing but literals takes. */
function literalsOf(node: Node, first: boolean): string[] | undefined {
  switch (node.kind) {
    case 'literal':
      return [String.fromCodePoint(node.code)];
    case 'anchor':
      return first && (node.at === 'line-start' || node.at === 'text-start') ? [''] : undefined;
    case 'group':
      return literalsOf(node.body, false);
    case 'sequence': {
      let texts = [''];
      for (const item of node.items) {
        const next = literalsOf(item, false);
        if (next === undefined || next.length * texts.length > 20) return undefined;
        texts = texts.flatMap((text) => next.map((more) => text + more));
      }
      return texts;
    }
    case 'alternation': {
      const branches = node.branches.map((branch) => literalsOf(branch, false));
      return branches.some((branch) => branch === undefined) ? undefined : (branches as string[][]).flat();
    }
    default:
      return undefined;
  }
}
