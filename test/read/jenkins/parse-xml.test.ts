import test from 'ava';
import fc from 'fast-check';
import { InputError } from '../../../src/model/input-error.js';
import type { Element } from '../../../src/read/jenkins/element.js';
import { parseXml, readAnyXml } from '../../../src/read/jenkins/parse-xml.js';
import { plainMemory, readPlainXml } from '../../../src/read/jenkins/plain-xml.js';

const DECLARATIONS = [
  '',
  '<?xml version="1.0" encoding="utf-8"?>\n',
  "<?xml version='1.0' encoding='UTF-8'?>\n",
  "<?xml version='1.1' encoding='UTF-8'?>\n",
  '<?xml version="1.1" encoding="UTF-8" standalone="no"?>',
];

for (const declaration of DECLARATIONS) {
  test(`reads what follows ${JSON.stringify(declaration)}`, (t) => {
    const root = parseXml(`${declaration}<project>\n  <a class="x">text</a>\n</project>\n`, 'config.xml');
    t.is(root.name, 'project');
    t.is(root.need('a').attribute('class'), 'x');
    t.is(root.need('a').text(), 'text');
  });
}

test('shell bodies keep every character', (t) => {
  const body = '  \n\n#!/bin/sh\t \n\techo "a & b" <x> \'y\' ]] \u00e4 \u{1f600}  \n   no newline at the end ';
  const written = body.replace(/[&<>"']/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
  for (const text of [written, `<![CDATA[${body}]]>`]) {
    t.is(parseXml(`<project><command>${text}</command></project>`, 'x').need('command').text(), body);
  }
  const named = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  t.is(parseXml(`<project><command>${named}</command></project>`, 'x').need('command').text(), body);
});

test('control characters as references, which only XML 1.1 allows', (t) => {
  const root = parseXml("<?xml version='1.1'?><a><b>&#x1b;[31mred&#27;[0m &#x1B;&#x08;&#xd;\n</b></a>", 'x');
  t.is(root.need('b').rawText, '\u001b[31mred\u001b[0m \u001b\b\r\n');
});

test('a carriage return in the file is a line end, a reference to one stays until the text is asked for', (t) => {
  t.is(parseXml('<a><b>one\r\ntwo\rthree</b></a>', 'x').need('b').rawText, 'one\ntwo\nthree');
  const written = parseXml('<a><b>one&#xd;\ntwo&#13;three</b></a>', 'x').need('b');
  t.is(written.rawText, 'one\r\ntwo\rthree');
  t.is(written.text(), 'one\ntwo\rthree');
});

test('comments and processing instructions are no content', (t) => {
  const root = parseXml('<!-- a --><?p i?><a><b>x<!-- no -->y</b><!-- </a> --></a><!-- end -->\n', 'x');
  t.deepEqual(shape(root), ['a', [], '', [['b', [], 'xy', []]]]);
});

test('knows the line of every element', (t) => {
  const plain = parseXml('<?xml version="1.0"?>\n<a>\n  <b/>\n\n  <c\n   d="1"/></a>\n', 'x');
  const long = readAnyXml('<?xml version="1.0"?>\n<a>\n  <b/>\n\n  <c\n   d="1"/></a>\n', 'x');
  for (const root of [plain, long]) t.deepEqual([root.line, root.need('b').line, root.need('c').line], [2, 3, 5]);
});

const REFUSED: readonly (readonly [why: string, xml: string, message: RegExp, line: number])[] = [
  ['an empty file', '', /holds no XML element/, 1],
  ['blanks only', ' \n \n', /holds no XML element/, 1],
  ['plain text', 'hello\n', /is not XML/, 1],
  [
    'a truncated body',
    '<project>\n  <builders>\n    <command>make\n',
    /ends inside <command> of line 3; the file is cut off/,
    4,
  ],
  ['a truncated tag', '<project>\n  <builders>\n    <comm', /cut off/, 3],
  ['a wrong end tag', '<a>\n<b>\n</a>\n</b>', /not well-formed inside <b>/, 3],
  ['a bare ampersand', '<a>\n<b>x & y</b></a>', /not well-formed inside <b>/, 2],
  ['an entity nobody knows', '<a><b>\n&nbsp;</b></a>', /not well-formed inside <b>/, 1],
  ['a null character', '<a><b>&#0;</b></a>', /not well-formed/, 1],
  ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>', /DOCTYPE/, 1],
  [
    'an entity bomb',
    '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>\n<a>&c;</a>',
    /DOCTYPE/,
    1,
  ],
  ['two documents', '<a/>\n<b/>', /second document \(<b>\)/, 2],
  [
    'two documents, each with a declaration',
    '<?xml version="1.0"?><a/>\n<?xml version="1.0"?><b/>',
    /second document/,
    2,
  ],
  ['text after the end', '<a/>\nrest', /not XML|outside of root/, 1],
  ['text beside elements', '<a>\ntext <b/></a>', /text beside elements in <a>/, 2],
  ['text after elements', '<a><b/>\ntext</a>', /text beside elements in <a>/, 2],
  ['an attribute without quotes', '<a>\n<b c=d/></a>', /not well-formed/, 2],
];

for (const [why, xml, message, line] of REFUSED) {
  test(`refuses ${why}, with the line`, (t) => {
    const error = t.throws(() => parseXml(xml, 'config.xml'), { instanceOf: InputError });
    t.regex(error!.faults[0]!.message, message);
    t.notRegex(error!.faults[0]!.message, /\n/);
    t.deepEqual(error!.faults[0]!.at, { file: 'config.xml', line });
  });
}

const NAME = fc.constantFrom('a', 'hudson.tasks.Shell', 'org.x__y.Z_-1', 'b', 'scm');
const TEXT = fc.stringMatching(/^[ \n\ta-z&<>"'\u00e4$]*$/);
interface Tree {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly text: string;
  readonly children: readonly Tree[];
}
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    name: NAME,
    attributes: fc.dictionary(
      fc.constantFrom('class', 'plugin', 'version'),
      TEXT.map((text) => text.replace(/\s/g, ' ')),
    ),
    text: TEXT,
    children: fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
  }),
}));

test('the short way reads what the long way reads, and both read what was written', (t) => {
  fc.assert(
    fc.property(tree, fc.boolean(), (written, isPretty) => {
      const xml = `<?xml version="1.0" encoding="utf-8"?>\n${toXml(written, isPretty ? '\n' : '')}\n`;
      const short = readPlainXml(xml, 'x', plainMemory());
      const long = readAnyXml(xml, 'x');
      t.deepEqual(shape(long), expected(written));
      if (short !== undefined) t.deepEqual([shape(short), lines(short)], [shape(long), lines(long)]);
    }),
    { numRuns: 300 },
  );
});

test('the short way never takes what the long way refuses', (t) => {
  const piece = fc.constantFrom(
    '<a>',
    '</a>',
    '<b/>',
    '<c d="e">',
    '</c>',
    'x',
    ' ',
    '&amp;',
    '&',
    '<',
    '>',
    '<!-- -->',
    '"',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const xml = pieces.join('');
      const short = readPlainXml(xml, 'x', plainMemory());
      if (short !== undefined) t.deepEqual(shape(short), shape(readAnyXml(xml, 'x')));
    }),
    { numRuns: 1000 },
  );
});

type Shape = readonly [
  name: string,
  attributes: readonly (readonly [string, string])[],
  text: string,
  children: Shape[],
];

function shape(element: Element): Shape {
  const attributes = element.attributes.map(({ name, value }) => [name, value] as const);
  return [element.name, attributes, element.isLeaf ? element.rawText : '', element.elements.map(shape)];
}

function lines(element: Element): number[] {
  return [element.line, ...element.elements.flatMap(lines)];
}

function expected({ name, attributes, text, children }: Tree): Shape {
  return [name, Object.entries(attributes), children.length === 0 ? text : '', children.map(expected)];
}

function toXml({ name, attributes, text, children }: Tree, between: string): string {
  const inside = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  if (children.length === 0) return `<${name}${inside.join('')}>${escape(text)}</${name}>`;
  const below = children.map((child) => toXml(child, between)).join(between);
  return `<${name}${inside.join('')}>${between}${below}${between}</${name}>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('>', '&gt;');
}
