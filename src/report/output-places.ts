import type { Finding } from '../model/finding.js';
import type { JobReport } from '../model/estate.js';
import type { OutputFile } from '../model/output-file.js';

/** First part of a code → file where the matter of such findings stands, when they are about no job. */
const FILES: Readonly<Record<string, string>> = {
  gerrit: 'zuul.d/pipelines.yaml',
  pipeline: 'zuul.d/pipelines.yaml',
  smtp: 'zuul.d/pipelines.yaml',
  timer: 'zuul.d/pipelines.yaml',
  trigger: 'zuul.d/pipelines.yaml',
  queue: 'zuul.d/queues.yaml',
};

const JOB_NAME = /^- job:\n {4}name: (.+)$/gm;

/**
 * Says of each finding where its matter stands in the output: at the definition of its job
 * (`zuul.d/jobs.yaml#nova-unit`), else in the file of its kind. What has no place there keeps none.
 *
 * @param files The rendered output.
 */
export function placeFindings(
  findings: readonly Finding[],
  jobs: readonly JobReport[],
  files: readonly OutputFile[],
): Finding[] {
  const definitions = new Map<string, string>();
  const paths = new Set<string>();
  for (const { path, content } of files) {
    paths.add(path);
    if (!path.startsWith('zuul.d/jobs') || typeof content !== 'string') continue;
    for (const [, name = ''] of content.matchAll(JOB_NAME)) definitions.set(name, `${path}#${name}`);
  }
  const v3 = new Map(jobs.map((job) => [job.name, job.v3]));
  return findings.map((finding) => {
    if (finding.output !== undefined) return finding;
    const output =
      finding.job === undefined ? FILES[finding.code.split('/')[0] ?? ''] : definitions.get(v3.get(finding.job) ?? '');
    const isThere = output !== undefined && (finding.job !== undefined || paths.has(output));
    return isThere ? { ...finding, output } : finding;
  });
}
