import { createHash } from 'node:crypto';
import type { Comparison, RunChange } from '../../model/comparison.js';
import type { Finding } from '../../model/finding.js';
import { changeWords, fromToWords, scopeWords } from './words.js';

/** How bad a finding is, in the words of SARIF. */
const LEVELS: Readonly<Record<Finding['outcome'], 'error' | 'warning' | 'note'>> = {
  unread: 'error',
  'needs-human': 'warning',
  approximated: 'note',
  dropped: 'note',
};

/**
 * A comparison as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): findings with their state against the first side (`new`,
 * `unchanged`, `absent`), and one result for each cause for which something else runs. Ends with a line break.
 *
 * @param prefix Folder of the second side in its repository.
 */
export function diffSarif(comparison: Comparison, prefix: string, version: string): string {
  const { findings, runs } = comparison;
  const results = [
    ...findings.added.map((finding) => findingResult(finding, 'new')),
    ...findings.open.map((finding) => findingResult(finding, 'unchanged')),
    ...findings.solved.map((finding) => findingResult(finding, 'absent')),
    ...runs.map((change) => runResult(change, comparison, prefix)),
  ];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].sort().map((id) => ({ id, name: id }));
  const driver = { name: 'zuulshift', semanticVersion: version, rules };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly baselineState: string;
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

/** Findings are about lines of the input; where they are about an object of the output, that is a second place. */
function findingResult({ code, outcome, message, at, job, output }: Finding, state: string): Result {
  const [file, ...name] = (output ?? '').split('#');
  const logical = job === undefined ? [] : [{ name: job, kind: 'object' }];
  const related =
    file === '' || file === undefined ? [] : [{ fullyQualifiedName: `${file}#${name.join('#')}`, kind: 'object' }];
  return {
    ruleId: code,
    level: LEVELS[outcome],
    baselineState: state,
    message: { text: message },
    locations: [{ ...physical(at.file, at.line), ...locationsOf([...logical, ...related]) }],
    partialFingerprints: { 'finding/v1': digest([code, outcome, at.file, job ?? '', message]) },
  };
}

function runResult(change: RunChange, comparison: Comparison, prefix: string): Result {
  const { aspect, at, jobs, projects } = change;
  const words = fromToWords(change);
  const text = [`${changeWords(change)}: ${scopeWords(change)}`, ...(words === '' ? [] : [words])].join('. ');
  const place = at?.side === 'after' ? [physical(`${prefix}${at.file}`, at.line)] : [];
  return {
    ruleId: `runs/${aspect}`,
    level: 'note',
    baselineState: 'new',
    message: { text },
    locations: place,
    partialFingerprints: {
      'cause/v1': digest([aspect, change.direction, ...jobs, ...projects, comparison.after.kind]),
    },
  };
}

function physical(uri: string, line: number): object {
  const region = line > 0 ? { region: { startLine: line } } : {};
  return { physicalLocation: { artifactLocation: { uri: encodeURI(uri) }, ...region } };
}

function locationsOf(logical: readonly object[]): object {
  return logical.length === 0 ? {} : { logicalLocations: logical };
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
