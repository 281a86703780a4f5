import type { Finding } from '../model/finding.js';
import { formatPlace } from '../model/place.js';
import { findingsByJob } from './conversion-record.js';
import type { JobNodes, TreeNodes } from './job-states.js';
import type { TreeFiles } from './tree-files.js';

/** What comes next for one legacy job on its way to being native. */
export interface NextStep {
  readonly job: string;
  /** The definition it inherits from: what is done there is done for all its children. */
  readonly parent?: string;
  /** How many things a person has to decide first. */
  readonly blockers: number;
  /** The finding that is settled first; absent where none blocks the job. */
  readonly finding?: Pick<Finding, 'code' | 'message' | 'at'>;
  /** In a sentence. */
  readonly step: string;
}

/**
 * The next step of every legacy job, those first that have least to do. What a pin waits for comes before findings; of the
 * findings those that a person has to decide, first the one that fewest jobs have: what many have is a step of its own.
 */
export function nextSteps(tree: TreeNodes, files: TreeFiles): readonly NextStep[] {
  const findings = findingsByJob(files);
  const legacy = tree.jobs.filter(({ state }) => state === 'legacy');
  const blocking = new Map(legacy.map((job) => [job, blockersOf(job, findings)]));
  const spread = new Map<string, number>();
  for (const list of blocking.values()) {
    for (const code of new Set(list.map((one) => one.code))) spread.set(code, (spread.get(code) ?? 0) + 1);
  }
  const steps = legacy.map((job): NextStep => {
    const found = [...blocking.get(job)!].sort((a, b) => spread.get(a.code)! - spread.get(b.code)! || order(a, b));
    const [first] = found;
    const waits = job.pins.find(({ blocker }) => blocker !== undefined);
    const { parent } = job.definition;
    return {
      job: job.job,
      ...(typeof parent === 'string' ? { parent } : {}),
      blockers: found.length + (waits === undefined ? 0 : 1),
      ...(first === undefined ? {} : { finding: { code: first.code, message: first.message, at: first.at } }),
      step: waits === undefined ? stepOf(job, first) : `its pin to ${waits.nodeset} waits for: ${waits.blocker!}`,
    };
  });
  return steps.sort((a, b) => a.blockers - b.blockers || (a.job < b.job ? -1 : 1));
}

function blockersOf({ v2 }: JobNodes, findings: ReadonlyMap<string, readonly Finding[]>): readonly Finding[] {
  return v2
    .flatMap((name) => findings.get(name) ?? [])
    .filter(({ outcome }) => outcome === 'needs-human' || outcome === 'unread');
}

function order(a: Finding, b: Finding): number {
  const [one, other] = [a, b].map(({ code, at }) => `${code}\0${at.file}\0${String(at.line).padStart(9, '0')}`);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}

function stepOf({ pins }: JobNodes, blocker: Finding | undefined): string {
  if (blocker !== undefined) return `settle ${blocker.code} (${formatPlace(blocker.at)}): ${blocker.message}`;
  if (pins.length > 0) return `nothing is left to decide: try it without its pin to ${pins[0]!.nodeset}`;
  return 'nothing is left to decide: mark it native, run it on the native nodeset, then write its steps anew';
}
