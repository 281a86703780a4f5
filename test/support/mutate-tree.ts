import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One attribute of a converted tree changed: the text of one file. */
export interface Mutation {
  /** What was done, with its file and line: `drop dependencies at zuul.d/projects.yaml:12`. */
  readonly name: string;
  readonly kind: string;
  /** Below the tree. */
  readonly path: string;
  readonly text: string;
}

type LineMutation = (lines: readonly string[], at: number) => readonly string[] | undefined;

/** Kind → where it can be done, and what it does. Written for the way in which this program writes YAML. */
const KINDS: Readonly<Record<string, LineMutation>> = {
  'drop a job from a short list': (lines, at) => dropItem(lines, at, /^ +jobs: \[/),
  'drop a job from a long list': (lines, at) =>
    /^ {6,8}- [\w.-]+:?$/.test(lines[at]!) && isBelow(lines, at, /^ +jobs:$/) ? without(lines, at) : undefined,
  'drop a template use': (lines, at) => dropItem(lines, at, /^ +templates: \[/),
  'take voting: false away': (lines, at) => drop(lines, at, 'voting'),
  'take the vote away': (lines, at) => addToJob(lines, at, 'voting: false'),
  'drop branches': (lines, at) => drop(lines, at, 'branches'),
  'change branches': (lines, at) => change(lines, at, 'branches'),
  'add branches': (lines, at) => addToJob(lines, at, 'branches: ^zz'),
  'drop files': (lines, at) => drop(lines, at, 'files'),
  'change files': (lines, at) => change(lines, at, 'files'),
  'add files': (lines, at) => addToJob(lines, at, 'files: [^zz]'),
  'drop irrelevant-files': (lines, at) => drop(lines, at, 'irrelevant-files'),
  'change irrelevant-files': (lines, at) => change(lines, at, 'irrelevant-files'),
  'add irrelevant-files': (lines, at) => addToJob(lines, at, 'irrelevant-files: [^zz/]'),
  'drop a queue': (lines, at) => drop(lines, at, 'queue'),
  'change a queue': (lines, at) => change(lines, at, 'queue'),
  'drop dependencies': (lines, at) => drop(lines, at, 'dependencies'),
  'drop semaphores': (lines, at) => drop(lines, at, 'semaphores'),
  'change semaphores': (lines, at) => change(lines, at, 'semaphores'),
  'add a semaphore': (lines, at) => addToJob(lines, at, 'semaphores: [zz]'),
  'drop hold': (lines, at) => drop(lines, at, 'hold-following-changes'),
  'add hold': (lines, at) => addToJob(lines, at, 'hold-following-changes: true'),
  'drop tags': (lines, at) => drop(lines, at, 'tags'),
  'drop the branch of a trigger': (lines, at) => drop(lines, at, 'branch'),
  'change the branch of a trigger': (lines, at) => change(lines, at, 'branch'),
  'drop the ref of a trigger': (lines, at) => drop(lines, at, 'ref'),
  'change the ref of a trigger': (lines, at) => change(lines, at, 'ref'),
  'drop a negation': (lines, at) => drop(lines, at, 'negate'),
};

/** Every mutation of every file below `zuul.d/`, by kind; the text is made when it is asked for. */
export function mutationsOf(tree: string): ReadonlyMap<string, readonly (() => Mutation)[]> {
  const found = new Map<string, (() => Mutation)[]>(Object.keys(KINDS).map((kind) => [kind, []]));
  for (const path of configFiles(tree)) {
    const lines = readFileSync(join(tree, path), 'utf8').split('\n');
    for (const at of lines.keys()) {
      for (const [kind, mutate] of Object.entries(KINDS)) {
        if (mutate(lines, at) === undefined) continue;
        const name = `${kind} at ${path}:${String(at + 1)}: ${lines[at]!.trim().slice(0, 60)}`;
        found.get(kind)!.push(() => ({ name, kind, path, text: (mutate(lines, at) ?? []).join('\n') }));
      }
    }
  }
  return found;
}

/** Evenly over the kinds, and over the places of each kind; at most `most`. */
export function chooseMutations(tree: string, most: number): Mutation[] {
  const byKind = [...mutationsOf(tree).values()].filter((list) => list.length > 0);
  const chosen: (() => Mutation)[] = [];
  let left = most;
  for (const [index, list] of [...byKind].sort((a, b) => a.length - b.length).entries()) {
    const share = Math.min(list.length, Math.ceil(left / (byKind.length - index)));
    for (let count = 0; count < share; count += 1) chosen.push(list[Math.floor((count * list.length) / share)]!);
    left -= share;
  }
  return chosen.slice(0, most).map((make) => make());
}

function configFiles(tree: string): string[] {
  const folder = join(tree, 'zuul.d');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => `zuul.d/${path.replaceAll('\\', '/')}`)
    .sort();
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** How many lines belong to the one at a place: it, and what is further in. */
function span(lines: readonly string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && lines[end] !== '' && indentOf(lines[end]!) > indentOf(lines[at]!)) end += 1;
  return end - at;
}

function without(lines: readonly string[], at: number): readonly string[] {
  return lines.toSpliced(at, span(lines, at));
}

function drop(lines: readonly string[], at: number, key: string): readonly string[] | undefined {
  return new RegExp(`^ +${key}:`).test(lines[at]!) ? without(lines, at) : undefined;
}

/** Puts letters into the first text of a value: `^master$` becomes `^masterzz$`. */
function change(lines: readonly string[], at: number, key: string): readonly string[] | undefined {
  if (!new RegExp(`^ +${key}:`).test(lines[at]!)) return undefined;
  const end = at + span(lines, at);
  for (let line = at; line < end; line += 1) {
    const text = lines[line]!;
    const changed = text.replace(
      /^( *(?:- |[\w-]+: )?(?:regex: )?\[?['"]?(?:&\S+ )?)([^\s[\]'",:&*{}][^'",\]]*?)(\$?['"]?(?:[\],].*)?)$/,
      '$1$2zz$3',
    );
    if (changed !== text && !/: *$/.test(text)) return lines.toSpliced(line, 1, changed);
  }
  return undefined;
}

/** Drops the first of several, or the only, entry of a list on one line. */
function dropItem(lines: readonly string[], at: number, opens: RegExp): readonly string[] | undefined {
  const line = lines[at]!;
  if (!opens.test(line)) return undefined;
  const items = line.slice(line.indexOf('[') + 1, line.lastIndexOf(']')).split(', ');
  const rest = items.filter((_, index) => index !== items.length - 1);
  return lines.toSpliced(at, 1, `${line.slice(0, line.indexOf('['))}[${rest.join(', ')}]`);
}

/** To the definition of a job that does not say it yet. */
function addToJob(lines: readonly string[], at: number, attribute: string): readonly string[] | undefined {
  if (lines[at] !== '- job:' || !/^ {4}name: /.test(lines[at + 1] ?? '')) return undefined;
  const end = at + span(lines, at);
  const key = attribute.slice(0, attribute.indexOf(':') + 1);
  if (lines.slice(at, end).some((line) => line.trim().startsWith(key))) return undefined;
  return lines.toSpliced(at + 2, 0, `    ${attribute}`);
}

/** Whether the next line further out has this form. */
function isBelow(lines: readonly string[], at: number, parent: RegExp): boolean {
  for (let line = at - 1; line >= 0; line -= 1) {
    if (indentOf(lines[line]!) < indentOf(lines[at]!)) return parent.test(lines[line]!);
  }
  return false;
}
