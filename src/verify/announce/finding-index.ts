import type { Finding } from '../../model/finding.js';

/** Findings of a conversion, by what they are about. */
export interface FindingIndex {
  /** All of a code, in their order. */
  of(code: string): readonly Finding[];
  /** The first of a code about a job, further narrowed. */
  about(code: string, job: string, fits?: (finding: Finding) => boolean): Finding | undefined;
  /** The first of a code at one of these lines, further narrowed. */
  at(code: string, lines: readonly number[], fits?: (finding: Finding) => boolean): Finding | undefined;
}

export function indexFindings(findings: readonly Finding[]): FindingIndex {
  const byCode = new Map<string, Finding[]>();
  const byJob = new Map<string, Finding[]>();
  const byLine = new Map<string, Finding[]>();
  const add = (map: Map<string, Finding[]>, key: string, finding: Finding): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [finding]);
    else list.push(finding);
  };
  for (const finding of findings) {
    add(byCode, finding.code, finding);
    if (finding.job !== undefined) add(byJob, `${finding.code}\n${finding.job}`, finding);
    add(byLine, `${finding.code}\n${String(finding.at.line)}`, finding);
  }
  return {
    of: (code) => byCode.get(code) ?? [],
    about: (code, job, fits = () => true) => byJob.get(`${code}\n${job}`)?.find(fits),
    at(code, lines, fits = () => true) {
      if (!byCode.has(code)) return undefined;
      for (const line of lines) {
        const found = byLine.get(`${code}\n${String(line)}`)?.find(fits);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Whether the words behind "Here:" end with the name of this pipeline: `unit below build in gate`. */
export function isIn(pipeline: string): (finding: Finding) => boolean {
  return ({ message }) => message.endsWith(` in ${pipeline}.`);
}

/** Whether a finding says that it is about an object of this name in the output: `zuul.d/pipelines.yaml#gate`. */
export function isAboutPipeline(pipeline: string): (finding: Finding) => boolean {
  return ({ output }) => output === `zuul.d/pipelines.yaml#${pipeline}`;
}
