import type { Finding } from '../../model/finding.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import type { CatalogueEntry } from '../load-catalogue.js';

type Judgement = 'approximated' | 'dropped' | 'needs-human';

/** Notes of one converter about one job. Findings are appended to `findings`, in the order in which they are raised. */
export function notesFor(entry: CatalogueEntry, job: string, findings: Finding[]): Notes {
  const raise = (outcome: Judgement, code: string, at: Element, detail?: string): void => {
    at.judgeAll(outcome);
    const sentence = entry.converter.findings[code];
    if (sentence === undefined) throw new Error(`converter ${entry.path} has no finding '${code}'`);
    const message = detail === undefined ? sentence : `${sentence} ${detail}`;
    findings.push({ outcome, code: `${entry.name}/${code}`, message, at: at.at, job });
  };
  return {
    approximated: (code, at, detail) => raise('approximated', code, at, detail),
    dropped: (code, at, detail) => raise('dropped', code, at, detail),
    needsHuman: (code, at, detail) => raise('needs-human', code, at, detail),
  };
}
