import type { Waiver } from '../../model/verification.js';

/** What a waiver is compared with. */
export interface Waivable {
  readonly aspect: string;
  readonly projects: readonly string[];
  readonly pipeline: string;
  readonly job?: string;
  readonly cause: string;
}

/** Finds the waiver for a difference, and remembers which of them were needed. */
export interface WaiverBook {
  find(about: Waivable): Waiver | undefined;
  /** Those that count no more, and those that no difference needed, in the order of the file. */
  idle(): readonly { readonly waiver: Waiver; readonly why: 'expired' | 'unused' }[];
}

/**
 * @param today The day that decides which waivers are past theirs, `2026-11-21`. A waiver counts on its last day.
 */
export function waiverBook(waivers: readonly Waiver[], today: string): WaiverBook {
  const entries = waivers.map((waiver) => ({
    waiver,
    expired: waiver.expires < today,
    fits: fitter(waiver.match),
    used: false,
  }));
  const live = entries.filter(({ expired }) => !expired);
  return {
    find(about) {
      const entry = live.find(({ fits }) => fits(about));
      if (entry !== undefined) entry.used = true;
      return entry?.waiver;
    },
    idle: () =>
      entries.flatMap(({ waiver, expired, used }) =>
        expired || !used ? [{ waiver, why: expired ? ('expired' as const) : ('unused' as const) }] : [],
      ),
  };
}

function fitter(match: Waiver['match']): (about: Waivable) => boolean {
  const project = glob(match.project);
  const pipeline = glob(match.pipeline);
  const job = match.job === undefined ? undefined : glob(match.job);
  const cause = glob(match.cause);
  return (about) =>
    (match.aspect === undefined || match.aspect === about.aspect) &&
    pipeline(about.pipeline) &&
    (job === undefined || (about.job !== undefined && job(about.job))) &&
    about.projects.every(project) &&
    cause(about.cause);
}

/** `*` stands for any text, everything else for itself. */
function glob(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined) return () => true;
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'))
    .join('[^]*');
  const regex = new RegExp(`^${source}$`, 'u');
  return (text) => regex.test(text);
}
