import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { parseJavaProperties } from './java-properties.js';
import type { FactoryCode } from './start-findings.js';
import { together } from './together.js';

type Parameters = Readonly<Record<string, string>>;

/** Runs of a started job: parameters of each on top of those that all have. */
export interface Factories {
  readonly runs: readonly Parameters[];
  readonly problem?: FactoryCode;
}

/** More runs than these are no list a person would read. */
const MOST_RUNS = 100;

/**
 * Reads `<configFactories>`: each makes several runs of the started job, and several of them make every combination.
 * Source: Parameterized Trigger plugin, AbstractBuildParameterFactory and its classes, BlockableBuildTriggerConfig.getDynamicBuildParameters.
 */
export function readFactories(config: Element, notes: Notes<FactoryCode>): Factories {
  const container = config.child('configFactories');
  let runs: readonly Parameters[] = [{}];
  let problem: FactoryCode | undefined;
  for (const factory of container?.children() ?? []) {
    const made = readFactory(factory, notes);
    if (typeof made === 'string') problem ??= made;
    else runs = runs.flatMap((run) => made.map((one) => ({ ...run, ...one })));
  }
  return { runs, ...(problem !== undefined && { problem }) };
}

function readFactory(factory: Element, notes: Notes<FactoryCode>): readonly Parameters[] | FactoryCode {
  switch (factory.type.split('.').at(-1)) {
    case 'CounterBuildParameterFactory':
      return readCounter(factory, notes);
    case 'FileBuildParameterFactory':
    case 'BinaryFileParameterFactory':
      return cannot('one-per-file', factory, 'filePattern', notes);
    case 'AllNodesForLabelBuildParameterFactory':
    case 'AllNodesBuildParameterFactory':
      return cannot('all-nodes', factory, 'nodeLabel', notes);
    default:
      return cannot('unknown-parameters', factory, undefined, notes);
  }
}

/** One leaf tells a person what to do; the others only say how, which is left out with it. */
function cannot(
  code: FactoryCode,
  factory: Element,
  field: string | undefined,
  notes: Notes<FactoryCode>,
): FactoryCode {
  const main = field === undefined ? undefined : factory.child(field);
  notes.needsHuman(code, main ?? factory);
  const rest = main === undefined ? [] : factory.elements.filter((one) => one !== main);
  together(rest, 'dropped', (first) => notes.dropped('left-out', first));
  return code;
}

/** `paramExpr` for each number from `from` to `to`, with `$COUNT` for the number. */
function readCounter(factory: Element, notes: Notes<FactoryCode>): readonly Parameters[] | FactoryCode {
  const [from, to, step] = ['from', 'to', 'step'].map((name) => factory.child(name)?.integer());
  const counts = from === undefined || to === undefined || step === undefined ? [] : range(from, to, step);
  const validation = factory.child('validationFail');
  // What Jenkins does where the numbers make no sense.
  validation?.judgeAll('dropped');
  const expression = factory.textOf('paramExpr');
  if (counts.length === 0 || counts.length > MOST_RUNS) {
    notes.needsHuman('unknown-parameters', factory.child('from') ?? factory, '(numbers)');
    return 'unknown-parameters';
  }
  return counts.map((count) => parseJavaProperties(expression.replaceAll('$COUNT', String(count))));
}

function range(from: number, to: number, step: number): readonly number[] {
  const length = step === 0 ? 0 : Math.floor((to - from) / step) + 1;
  return Array.from({ length: Math.max(0, Math.min(length, MOST_RUNS + 1)) }, (_, index) => from + index * step);
}
