import fc from 'fast-check';

/** What somebody does to a generated tree. Numbers choose among what is there. */
export type Edit = {
  readonly kind: 'comment' | 'remark' | 'swap' | 'value' | 'key' | 'line' | 'cut' | 'delete';
  readonly file: number;
  readonly place: number;
};

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('comment', 'remark', 'swap', 'value', 'key', 'line', 'cut', 'delete'),
    file: fc.nat(10_000),
    place: fc.nat(10_000),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Path → text. */
export type Tree = ReadonlyMap<string, string>;

/** Between the objects of a list, with the comments above them. */
const BETWEEN = /\n\n(?=(?:#[^\n]*\n)*- )/;

const FITS: Readonly<Record<Edit['kind'], RegExp>> = {
  comment: /\.yaml$/,
  remark: /\.yaml$/,
  swap: /^zuul\.d\/(?!pipelines).*\.yaml$/,
  value: /\.yaml$/,
  key: /^zuul\.d\/.*\.yaml$/,
  line: /\.sh$/,
  cut: /^zuul\.d\/(?!pipelines).*\.yaml$/,
  delete: /./,
};

/** The tree after the edits. What an edit adds says `mine-` and its number. */
export function editTree(tree: Tree, all: readonly Edit[]): Tree {
  const edited = new Map(tree);
  all.forEach(({ kind, file, place }, number) => {
    const paths = [...edited.keys()].filter((path) => FITS[kind].test(path));
    const path = paths[file % Math.max(1, paths.length)];
    if (path === undefined) return;
    const text = editText(edited.get(path)!, kind, place, `mine-${String(number)}`);
    if (text === undefined) edited.delete(path);
    else edited.set(path, text);
  });
  return edited;
}

function editText(text: string, kind: Edit['kind'], place: number, mark: string): string | undefined {
  const blocks = text.replace(/\n$/, '').split(BETWEEN);
  const at = 1 + (place % Math.max(1, blocks.length - 1));
  switch (kind) {
    case 'delete':
      return undefined;
    case 'comment':
      if (blocks.length < 2) return text;
      return `${blocks.with(at, `# ${mark}\n${blocks[at]!}`).join('\n\n')}\n`;
    case 'swap':
    case 'cut': {
      if (blocks.length < 3) return text;
      const [taken = ''] = blocks.splice(at, 1);
      if (kind === 'swap') blocks.splice(at === 1 ? 2 : at - 1, 0, taken);
      return `${blocks.join('\n\n')}\n`;
    }
    case 'line':
      return `${text}echo ${mark}\n`;
    case 'key':
      return atLine(text, /^ {4}name: [\w./-]+$/, place, (line) => `${line}\n    ${mark}: new`);
    case 'remark':
      return atLine(text, /^ +[a-z-]+: [\w./-]+$/, place, (line) => `${line} # ${mark}`);
    case 'value':
      return atLine(text, /^ +(?!name:|parent:)[a-z-]+: [\w./-]+$/, place, (line) => line.replace(/: .*/, `: ${mark}`));
  }
}

function atLine(text: string, fits: RegExp, place: number, change: (line: string) => string): string {
  const lines = text.split('\n');
  const fitting = lines.flatMap((line, index) => (fits.test(line) ? [index] : []));
  const at = fitting[place % Math.max(1, fitting.length)];
  return at === undefined ? text : lines.with(at, change(lines[at]!)).join('\n');
}
