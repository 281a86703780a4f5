import type { ParameterFile } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { parseJavaProperties } from './java-properties.js';
import { macroPieces } from './macros.js';
import type { StartCode } from './start-findings.js';

/** What a started job is given. */
export interface StartParameters {
  readonly parameters: Readonly<Record<string, string>>;
  readonly passParameters: boolean;
  readonly files: readonly ParameterFile[];
  /** Number of sources of parameters, whether or not they say anything. */
  readonly sources: number;
  /** Code of the finding about what a person has to hand over. */
  readonly problem?: StartCode;
}

interface Reading {
  readonly parameters: Record<string, string>;
  readonly files: { path: string; isRequired: boolean; losesTo: Set<string>; losesToPassed: boolean }[];
  passParameters: boolean;
  problem?: StartCode;
}

/**
 * Reads `<configs>`: sources of parameters, of which later ones win over earlier ones.
 * Source: Parameterized Trigger plugin, AbstractBuildParameters and its classes, BuildTriggerConfig.getBaseActions; Node and
 * Label Parameter plugin, NodeLabelBuildParameter.
 */
export function readParameters(config: Element, notes: Notes<StartCode>): StartParameters {
  const reading: Reading = { parameters: {}, files: [], passParameters: false };
  const sources = config.child('configs')?.children() ?? [];
  const old = readOldFields(config, reading, notes);
  for (const source of sources) readSource(source, reading, notes);
  const { files, ...rest } = reading;
  return {
    ...rest,
    sources: sources.length + old,
    files: files.map((file) => ({ ...file, losesTo: [...file.losesTo].sort() })),
  };
}

/**
 * Old versions had a class for each kind of parameters, with the fields in it. Source: Parameterized Trigger plugin,
 * FileBuildTriggerConfig and PredefinedPropertiesBuildTriggerConfig, readResolve.
 *
 * @returns how many sources these fields are.
 */
function readOldFields(config: Element, reading: Reading, notes: Notes<StartCode>): number {
  const condition = config.child('batchCondition');
  if (condition !== undefined && condition.rawText.trim() !== '') {
    notes.needsHuman('unknown-parameters', condition);
    reading.problem ??= 'unknown-parameters';
  } else condition?.judgeAll('dropped');
  const isPassed = config.booleanOf('includeCurrentParameters');
  if (isPassed) reading.passParameters = true;
  const [properties, file] = [config.child('properties'), config.child('propertiesFile')];
  if (properties !== undefined) give(reading, parseJavaProperties(properties.text()));
  const path = file?.text().trim() ?? '';
  if (path !== '') reading.files.push({ path, isRequired: true, losesTo: new Set(), losesToPassed: false });
  return [isPassed, properties !== undefined, path !== ''].filter(Boolean).length;
}

function readSource(source: Element, reading: Reading, notes: Notes<StartCode>): void {
  switch (source.type.split('.').at(-1)) {
    case 'CurrentBuildParameters':
      source.children();
      reading.passParameters = true;
      for (const file of reading.files) file.losesToPassed = true;
      return;
    case 'PredefinedBuildParameters':
      return readPredefined(source, reading, notes);
    case 'BooleanParameters':
      for (const one of source.child('configs')?.children() ?? []) {
        give(reading, { [one.need('name').text()]: String(one.booleanOf('value')) });
      }
      return;
    case 'FileBuildParameters':
      return readFile(source, reading, notes);
    case 'NodeLabelBuildParameter':
      return readLabel(source, reading, notes);
    case 'NodeParameters':
    case 'GitRevisionBuildParameters':
    case 'SubversionRevisionBuildParameters':
      return notes.dropped('same-place', source);
    case 'MatrixSubsetBuildParameters':
      notes.needsHuman('matrix-subset', source);
      reading.problem ??= 'matrix-subset';
      return;
    default:
      notes.needsHuman('unknown-parameters', source);
      reading.problem ??= 'unknown-parameters';
  }
}

function give(reading: Reading, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    // A name keeps the place of its last value.
    delete reading.parameters[name];
    reading.parameters[name] = value;
    for (const file of reading.files) file.losesTo.add(name);
  }
}

function readPredefined(source: Element, reading: Reading, notes: Notes<StartCode>): void {
  const field = source.need('properties');
  const values = parseJavaProperties(field.text());
  give(reading, values);
  for (const extra of source.elements) if (extra !== field) extra.judgeAll('dropped');
  if (!Object.values(values).some(namesAgent)) return;
  notes.needsHuman('agent-address', field);
  reading.problem ??= 'agent-address';
}

/** Variables of the login session that a Jenkins agent runs in. Source: sshd(8), environment. */
const AGENT_SESSION = new Set(['SSH_CONNECTION', 'SSH_CLIENT']);

function namesAgent(value: string): boolean {
  return macroPieces(value).some((piece) => 'name' in piece && AGENT_SESSION.has(piece.name));
}

const UTF_8 = /^(utf-?8)?$/i;

/** Several files may be named, parted by commas; a missing one with `failTriggerOnMissing` starts nothing. */
function readFile(source: Element, reading: Reading, notes: Notes<StartCode>): void {
  const encoding = source.child('encoding');
  if (encoding !== undefined && UTF_8.test(encoding.rawText.trim())) encoding.judgeAll('dropped');
  else if (encoding !== undefined) notes.approximated('file-encoding', encoding);
  const isRequired = source.booleanOf('failTriggerOnMissing');
  const paths = source
    .textOf('propertiesFile')
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  for (const path of paths) reading.files.push({ path, isRequired, losesTo: new Set(), losesToPassed: false });
  // With no file to look for it says nothing.
  if (paths.length === 0) source.judgeAll('dropped');
  const used = new Set(['encoding', 'failTriggerOnMissing', 'propertiesFile']);
  for (const extra of source.elements) if (!used.has(extra.name)) extra.judgeAll('dropped');
}

/** The label is a parameter like any other, and beside that the wish for a node. Source: NodeLabelBuildParameter.getAction. */
function readLabel(source: Element, reading: Reading, notes: Notes<StartCode>): void {
  const name = source.textOf('name').trim();
  const label = source.child('nodeLabel');
  if (label === undefined || label.rawText.trim() === '' || name === '') {
    source.child('name')?.judgeAll('dropped');
    if (label !== undefined && label.rawText.trim() !== '') notes.approximated('other-label', label);
    else label?.judgeAll('dropped');
    return;
  }
  give(reading, { [name]: label.rawText.trim() });
  notes.approximated('other-label', label);
}
