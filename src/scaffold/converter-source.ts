import { IndentationText, Project, QuoteKind, type CodeBlockWriter, type SourceFile } from 'ts-morph';
import type { Section } from '../convert/converter.js';
import { lastPart } from './describe-element.js';
import { pascalCase, quote, typesOf, type TypeCode } from './field-code.js';
import type { Shape } from './infer-shape.js';

/** What a new converter is about. */
export interface NewConverter {
  /** Java class. */
  readonly element: string;
  /** Name of the file without its ending. */
  readonly name: string;
  readonly section: Section;
  readonly plugin: string;
  readonly shape: Shape;
  /** Where the fields come from, for the reader: `17 elements in 12 jobs`. */
  readonly origin: string;
  /** What it imports: `zuulshift`, or the modules of our own sources. */
  readonly imports: ConverterImports;
}

/** Module → what is imported from it. */
export interface ConverterImports {
  readonly defineConverter: string;
  readonly elementXml: string;
  readonly element: string;
  readonly failStep: string;
}

/** Longest line. */
const LINE = 120;

/** Where the step stands that fails until the converter is written; an element of the other sections takes no part in the build. */
const PART: Partial<Record<Section, string>> = {
  job: 'run',
  scm: 'checkout',
  parameters: 'run',
  wrappers: 'setUp',
  builders: 'run',
  publishers: 'post',
};

/**
 * Writes a converter that fails until somebody has written it: types of the fields that occur, functions that read them, and
 * a `convert` that leaves the element to a person.
 */
export function converterSource(converter: NewConverter): string {
  const { element, shape, origin } = converter;
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Single },
  });
  const file = project.createSourceFile(`${converter.name}.ts`);
  const type = pascalCase(lastPart(element)) || 'Fields';
  const types =
    shape.kind === 'object' ? typesOf(shape, type, `Fields of \`${element}\`, as ${origin} have them.`) : [];
  addImports(file, converter, types.length > 0);
  file.addStatements((writer) => writeDefinition(writer, converter, types.length > 0 ? type : undefined));
  for (const one of types) addType(file, one);
  return `${file.getFullText().trim().replace(';\n/**', ';\n\n/**')}\n`;
}

function addImports(file: SourceFile, { imports, section }: NewConverter, hasFields: boolean): void {
  const wanted: (readonly [module: string, name: string, isType: boolean])[] = [
    [imports.defineConverter, 'defineConverter', false],
    ...(PART[section] === undefined ? [] : [[imports.elementXml, 'elementXml', false] as const]),
    ...(hasFields ? [[imports.element, 'Element', true] as const] : []),
    ...(PART[section] === undefined ? [] : [[imports.failStep, 'FailStep', true] as const]),
  ];
  for (const module of new Set(wanted.map(([name]) => name))) {
    const own = wanted.filter(([name]) => name === module);
    const onlyTypes = own.every(([, , isType]) => isType);
    file.addImportDeclaration({
      moduleSpecifier: module,
      isTypeOnly: onlyTypes,
      namedImports: own.map(([, name, isType]) => ({ name, isTypeOnly: isType && !onlyTypes })),
    });
  }
}

function writeDefinition(writer: CodeBlockWriter, converter: NewConverter, type: string | undefined): void {
  const { element, name, section, plugin } = converter;
  const short = lastPart(element);
  const part = PART[section];
  writer.writeLine('/**');
  writer.writeLine(
    ` * ${short}: not written yet. What it does, and what does that in Zuul, belongs here, with the source of it.`,
  );
  writer.writeLine(' */');
  writer.write('export default defineConverter(').inlineBlock(() => {
    writer.writeLine(`element: ${quote(element)},`);
    writer.writeLine(`section: ${quote(section)},`);
    writer.writeLine(`plugin: ${quote(plugin)},`);
    writer.writeLine(`summary: ${quote(`${short}: say in a line what it does in Jenkins`)},`);
    writer.writeLine(`becomes: ${quote(part === undefined ? 'nothing: a person is told' : 'a step that fails')},`);
    writer.writeLine("grade: 'needs-human',");
    const finding = quote(
      `Nobody has written yet what ${short} becomes: write the converter ${name}, or the step by hand.`,
    );
    const line = `'not-written': ${finding},`;
    writer.write('findings: ').inlineBlock(() => {
      if (line.length + 4 <= LINE) writer.writeLine(line);
      else writer.writeLine(`'not-written':`).indent(() => writer.writeLine(`${finding},`));
    });
    writer.write(',').newLine();
    writer.write('convert(input, notes) ').inlineBlock(() => writeBody(writer, converter, type));
    writer.write(',').newLine();
  });
  writer.write(');').newLine();
}

function writeBody(writer: CodeBlockWriter, { name, element, section }: NewConverter, type: string | undefined): void {
  const part = PART[section];
  if (type === undefined) writer.writeLine("notes.needsHuman('not-written', input);");
  else {
    writer.writeLine(`const fields = Object.entries(read${type}(input)).filter(([, value]) => value !== undefined);`);
    writer.writeLine("const set = fields.map(([field]) => field).join(', ');");
    writer.writeLine("notes.needsHuman('not-written', input, `(It sets: ${set}.)`);");
  }
  if (part === undefined) {
    writer.writeLine('return {};');
    return;
  }
  writer.write('const step: FailStep = ').inlineBlock(() => {
    writer.writeLine("kind: 'fail',");
    writer.writeLine(`name: ${quote(`Do what ${lastPart(element)} did`)},`);
    writer.writeLine('at: input.at,');
    writer.writeLine(`code: ${quote(`${name}/not-written`)},`);
    writer.writeLine(`message: ${quote(`Nobody has written yet what ${lastPart(element)} becomes.`)},`);
    writer.writeLine(`original: { name: ${quote(`${name}.xml`)}, text: elementXml(input) },`);
  });
  writer.write(';').newLine();
  writer.writeLine(`return { ${part}: [step] };`);
}

function addType(file: SourceFile, { name, doc, fields }: TypeCode): void {
  file.addInterface({
    name,
    docs: [doc],
    properties: fields.map(({ property, isOptional, type, doc: described }) => ({
      name: property,
      isReadonly: true,
      hasQuestionToken: isOptional,
      type,
      docs: described === '' ? [] : [described],
    })),
  });
  file.addFunction({
    name: `read${name}`,
    parameters: [{ name: 'input', type: 'Element' }],
    returnType: name,
    statements: (writer) => {
      writer.write('return ').inlineBlock(() => {
        for (const { property, read } of fields) writer.writeLine(`${property}: ${read},`);
      });
      writer.write(';');
    },
  });
}
