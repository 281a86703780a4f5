import type { Finding } from '../../model/finding.js';
import type { Place } from '../../model/place.js';
import { LAYOUT_FINDINGS, type LayoutCode } from './findings.js';
import { judgeLeaf } from '../../read/layout/leaves.js';

/** Something of the layout that a finding is about. */
export interface Noted {
  readonly at: Place;
}

/** What a finding can say beyond its sentence. */
export interface NoteDetail {
  /** What it is about here, without a full stop. */
  readonly detail?: string;
  /** v2 job it is about. */
  readonly job?: string;
  /** Path below the output folder, with its object: `zuul.d/pipelines.yaml#gate`. */
  readonly output?: string;
  /** What of the layout is judged by it. Absent: the thing the finding is about. */
  readonly leaves?: readonly object[];
}

/** Collects findings and judges the leaves they are about. One code at one place with one detail is one finding. */
export interface LayoutNotes {
  raise(code: LayoutCode, about: Noted, more?: NoteDetail): void;
  readonly findings: readonly Finding[];
}

export function collectNotes(): LayoutNotes {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  return {
    findings,
    raise(code, about, more = {}) {
      const { at } = about;
      const { outcome, message } = LAYOUT_FINDINGS[code];
      for (const leaf of more.leaves ?? [about]) judgeLeaf(leaf, outcome);
      const key = `${code}\n${at.file}:${String(at.line)}\n${more.job ?? ''}\n${more.detail ?? ''}`;
      if (seen.has(key)) return;
      seen.add(key);
      findings.push({
        outcome,
        code,
        message: more.detail === undefined ? message : `${message} Here: ${more.detail}.`,
        at,
        ...(more.job === undefined ? {} : { job: more.job }),
        ...(more.output === undefined ? {} : { output: more.output }),
      });
    },
  };
}

/** "a", "a and b", "a, b and 12 more": enough of a list for a sentence. */
export function listOf(names: readonly string[], most = 4): string {
  if (names.length <= most) {
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
  }
  return `${names.slice(0, most).join(', ')} and ${String(names.length - most)} more`;
}
