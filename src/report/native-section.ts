import type { NativeProposal } from '../model/native.js';

/** Jobs that one variant stands for, but for their names. */
export interface NativeGroup {
  readonly tool: string;
  /** Job of zuul-jobs. */
  readonly parent: string;
  readonly source: string;
  readonly confidence: NativeProposal['confidence'];
  /** Family of the converted jobs; absent: they have none, or several. */
  readonly family?: string;
  readonly jobs: readonly { readonly name: string; readonly v3: string; readonly written: boolean }[];
  /** YAML of the first of them. */
  readonly variant: string;
  /** What they do besides, and the variant would not; empty: `convert --native` writes it. */
  readonly lost: readonly string[];
  readonly changes: readonly string[];
}

/** Puts together what differs in names only; those without losses first, then by the number of jobs. */
export function nativeGroups(proposals: readonly NativeProposal[] = []): readonly NativeGroup[] {
  const groups = new Map<string, NativeProposal[]>();
  for (const one of proposals) {
    const { tool, parent, confidence, vars, lost, changes } = one;
    const key = JSON.stringify([tool, parent, confidence, vars, lost, changes]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()].map(groupOf).sort(byWorth);
}

function groupOf(members: readonly NativeProposal[]): NativeGroup {
  const [{ tool, parent, source, confidence, family, text, lost, changes }] = members as [NativeProposal];
  const isOne = family !== undefined && members.every((one) => one.family === family);
  return {
    ...{ tool, parent, source, confidence, ...(isOne ? { family } : {}) },
    jobs: members.map(({ job, v3, written }) => ({ name: job, v3, written })),
    ...{ variant: text, lost, changes },
  };
}

function byWorth(a: NativeGroup, b: NativeGroup): number {
  const whole = Number(a.lost.length > 0) - Number(b.lost.length > 0);
  const [one = { v3: '' }] = a.jobs;
  const [other = { v3: '' }] = b.jobs;
  return whole || b.jobs.length - a.jobs.length || (one.v3 < other.v3 ? -1 : 1);
}

const JOBS = 8;
const LOSSES = 6;

/** The groups as the template of the report for people takes them. */
export function nativeRows(groups: readonly NativeGroup[], prose: (text: string) => string): object {
  const rows = groups.map(({ tool, parent, source, confidence, family, jobs, variant, lost, changes }) => ({
    ...{ tool, parent, source, variant: variant.trimEnd() },
    state: stateOf(lost, jobs),
    guess:
      confidence === 'likely' ? 'Something was guessed here: where the sources are, or what the image starts.' : '',
    family: family === undefined ? '' : ` (family \`${family}\`)`,
    jobs: short(
      jobs.map(({ v3 }) => `\`${v3}\``),
      JOBS,
    ),
    lost: short(lost.map(code), LOSSES),
    changes: prose(changes.join('; ')),
  }));
  return { any: rows.length > 0, rows };
}

function stateOf(lost: readonly string[], jobs: NativeGroup['jobs']): string {
  if (jobs.every(({ written }) => written)) return 'written';
  return lost.length === 0 ? 'ready: `--native` writes it' : 'not before the rest is taken out';
}

function short(list: readonly string[], most: number): string {
  const more = list.length > most ? ` and ${String(list.length - most)} more` : '';
  return list.slice(0, most).join(', ') + more;
}

/** Pieces of scripts are shown as they are. */
function code(text: string): string {
  return `\`\` ${text.replace(/`{2,}/g, '`')} \`\``;
}

/** The line of the summary; `undefined` where there is nothing to tell. */
export function nativeWords(groups: readonly NativeGroup[]): string | undefined {
  const count = (some: readonly NativeGroup[]): number => some.reduce((sum, { jobs }) => sum + jobs.length, 0);
  const all = count(groups);
  if (all === 0) return undefined;
  const ready = count(groups.filter(({ lost }) => lost.length === 0));
  const written = groups.reduce((sum, { jobs }) => sum + jobs.filter((job) => job.written).length, 0);
  const told = written === 0 ? '' : `, ${String(written)} written`;
  return `${String(all)} ${all === 1 ? 'job is a known thing' : 'jobs are a known thing'} that zuul-jobs has a parent for: ${String(ready)} can be replaced as they are (--native)${told}`;
}
