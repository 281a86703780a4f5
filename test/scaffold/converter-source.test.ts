import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { ModuleKind, ModuleResolutionKind, Project, ScriptTarget } from 'ts-morph';
import type { Section } from '../../src/convert/converter.js';
import { parseXml } from '../../src/read/jenkins/parse-xml.js';
import type { Element } from '../../src/read/jenkins/element.js';
import { converterSource } from '../../src/scaffold/converter-source.js';
import { sectionOfElement } from '../../src/scaffold/describe-element.js';
import { inferShape } from '../../src/scaffold/infer-shape.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const IMPORTS = { defineConverter: 'zuulshift', elementXml: 'zuulshift', element: 'zuulshift', failStep: 'zuulshift' };

/** Every way a field can look, and names that no language would take as they are. */
const ODD = `<org.example.Odd_-Inner plugin="odd@1.0" mode="fast">
  <flag>true</flag><count>3</count><count-2>4</count-2><class>Java</class><default/>
  <names><string>a</string><string>b</string></names><numbers><int>1</int></numbers>
  <target><host>a.example</host><port>22</port></target>
  <targets><target><host>a</host></target><target><host>b</host><path>it's */ here \`x\`</path></target></targets>
  <steps><hudson.tasks.Shell><command>x</command></hudson.tasks.Shell><org.example.Other/></steps>
  <item>1</item><item>2</item><rule><a>1</a></rule><rule><a>2</a></rule>
  <scm class="org.example.Git"><url>x</url></scm><java.lang.String>text</java.lang.String>
  <_9lives>1</_9lives><password>hunter2</password><text>${'long '.repeat(30)}</text>
</org.example.Odd_-Inner>`;

function sourceOf(elements: readonly Element[], name: string, section: Section): string {
  const element = elements[0]!.type;
  const shape = inferShape(elements);
  return converterSource({ element, name, section, plugin: 'odd', shape, origin: 'some elements', imports: IMPORTS });
}

/** Elements of one class below the samples: the whole catalogue passes through. */
function sampleElements(): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  for (const section of ['builders', 'publishers', 'wrappers', 'triggers']) {
    const folder = join(ROOT, 'samples', section);
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!path.endsWith('full/input.xml')) continue;
      const root = parseXml(readFileSync(join(folder, path), 'utf8'), path);
      found.set(root.type, [...(found.get(root.type) ?? []), root]);
    }
  }
  return found;
}

test('what is written compiles under strict rules, whatever the element looks like', (t) => {
  const project = new Project({
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: ScriptTarget.ES2022,
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      noUnusedLocals: true,
      noUnusedParameters: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      types: ['node'],
      paths: { zuulshift: [join(ROOT, 'src/api/index.ts')] },
    },
    skipAddingFilesFromTsConfig: true,
  });
  const sources = [
    sourceOf([parseXml(ODD, 'odd.xml')], 'odd', 'builders'),
    sourceOf([parseXml(ODD, 'odd.xml'), parseXml('<org.example.Odd_-Inner/>', 'odd.xml')], 'odd', 'publishers'),
    sourceOf([parseXml('<org.example.Empty/>', 'odd.xml')], 'empty', 'triggers'),
    sourceOf([parseXml('<org.example.Text>x</org.example.Text>', 'odd.xml')], 'text', 'wrappers'),
    sourceOf([parseXml('<org.example.List><string>x</string></org.example.List>', 'odd.xml')], 'list', 'scm'),
    ...[...sampleElements().values()].map((elements, index) =>
      sourceOf(elements, `sample-${String(index)}`, sectionOfElement(elements[0]!) ?? 'builders'),
    ),
  ];
  const files = sources.map((text, index) =>
    project.createSourceFile(join(ROOT, `scaffolded-${String(index)}.ts`), text),
  );
  t.true(files.length > 50);
  const faults = files.flatMap((file) =>
    project
      .getProgram()
      .compilerObject.getSemanticDiagnostics(file.compilerNode)
      .concat(project.getProgram().compilerObject.getSyntacticDiagnostics(file.compilerNode)),
  );
  t.deepEqual(
    faults.map(({ messageText, file, start }) => [messageText, file?.text.slice(start ?? 0, (start ?? 0) + 80)]),
    [],
  );
});

test('fields have the types of what occurs, examples, and say where they are missing', (t) => {
  const elements = [
    '<a><on>true</on><n>1</n><s>x</s><list><string>p</string></list><token>abcdef</token></a>',
    '<a><on>false</on><n>2</n><s>7</s><s2>y</s2></a>',
    '<a><on>true</on><s>y</s><at><host>h</host></at></a>',
  ].map((xml) => parseXml(xml.replaceAll(/(<\/?)a>/g, '$1org.example.A>'), 'a.xml'));
  const source = sourceOf(elements, 'a', 'builders');
  for (const line of [
    '/** `true`, `false`. */\n  readonly on: boolean;',
    '/** `1`, `2`. Not there where it is no whole number. Missing in 1 of 3. */\n  readonly n?: number | undefined;',
    '/** `x`, `7`, `y`. */\n  readonly s: string;',
    '/** `p`. Missing in 2 of 3. */\n  readonly list: readonly string[];',
    '/** `y`. Missing in 2 of 3. */\n  readonly s2?: string | undefined;',
    '/** A secret. Missing in 2 of 3. */\n  readonly token?: string | undefined;',
    '/** Missing in 2 of 3. */\n  readonly at?: AAt | undefined;',
    '/** `h`. */\n  readonly host: string;',
  ]) {
    t.true(source.includes(line), `${line}\n--- in\n${source}`);
  }
  t.notRegex(source, /abcdef/);
});

test('a step stands where the element would have done something; a trigger has none', (t) => {
  const element = [parseXml('<org.example.A/>', 'a.xml')];
  t.regex(sourceOf(element, 'a', 'publishers'), /return \{ post: \[step\] \};/);
  t.regex(sourceOf(element, 'a', 'wrappers'), /return \{ setUp: \[step\] \};/);
  t.regex(sourceOf(element, 'a', 'triggers'), /return \{\};/);
});
