import type { AttachedJob } from '../convert/attach/attach.js';
import type { Finding } from '../model/finding.js';
import type { NativeHint, NativeProposal } from '../model/native.js';
import type { ZuulJob } from '../model/zuul.js';
import { nativeVariant } from './variant.js';

/** What hints propose, each with its job definition and the family of the converted job. */
export function nativeProposals(
  jobs: readonly AttachedJob[],
  hints: readonly NativeHint[],
  written: readonly ZuulJob[],
  chosen: ReadonlySet<string>,
  keepsNodeset: boolean,
  textOf: (job: ZuulJob) => string,
): readonly NativeProposal[] {
  const byName = new Map(jobs.map((job) => [job.v3Name, job]));
  const families = new Set(
    written.filter((job) => job.abstract === true && job.run !== undefined).map(({ name }) => name),
  );
  const parentOf = new Map(written.map(({ name, parent }) => [name, parent]));
  const familyOf = (name: string): string | undefined => {
    for (let parent = parentOf.get(name); typeof parent === 'string'; parent = parentOf.get(parent)) {
      if (families.has(parent)) return parent;
    }
    return undefined;
  };
  return hints.flatMap((hint): NativeProposal[] => {
    const job = byName.get(hint.v3);
    if (job === undefined) return [];
    const family = familyOf(hint.v3);
    const variant = nativeVariant(job, hint, keepsNodeset);
    return [
      {
        ...hint,
        ...(family === undefined ? {} : { family }),
        variant,
        text: textOf(variant),
        written: chosen.has(hint.v3),
      },
    ];
  });
}

/** A finding for each job that was replaced, with all that changes. */
export function replacedFindings(jobs: readonly AttachedJob[], proposals: readonly NativeProposal[]): Finding[] {
  const atOf = new Map(jobs.map(({ v3Name, jenkins }) => [v3Name, jenkins.at]));
  return proposals
    .filter(({ written }) => written)
    .map(({ job, v3, parent, tool, changes, confidence }) => {
      const guess = confidence === 'likely' ? ' Where the sources are, or what the image starts, was guessed.' : '';
      const message = `Written as a variant of ${parent} of zuul-jobs, which runs ${tool}, in place of its own steps: ${changes.join('; ')}.${guess} Run it beside the old one before you rely on it.`;
      return { outcome: 'approximated', code: 'native/replaced', message, at: atOf.get(v3)!, job };
    });
}
