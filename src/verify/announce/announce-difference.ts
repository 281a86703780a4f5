import type { Finding } from '../../model/finding.js';
import type { Difference } from '../../model/verification.js';
import { readFilters } from '../../evaluate/v2/triggers.js';
import { announceExtra, announceHang, announceMissing, type Differing } from './announce-presence.js';
import { announceTrigger } from './announce-triggers.js';
import { isAboutPipeline, isIn, type FindingIndex } from './finding-index.js';
import type { LayoutFacts } from './layout-facts.js';

/** Finds the finding of the conversion that explains a difference, if there is one. */
export type Announcer = (difference: Difference, differing: Differing) => Finding | undefined;

/** Zuul's own job, which takes few attributes. */
const NOOP = 'noop';

/**
 * Says which finding announces a difference. A finding announces what its sentence says and nothing else: only for the job,
 * the pipeline and the line that it is about, and only for items where its case applies. So a further fault in the converted
 * tree stays visible beside it.
 */
export function announcer(facts: LayoutFacts, findings: FindingIndex): Announcer {
  const skippedProjects = new Map(
    findings.of('project/skipped').map((finding) => [facts.projectAt(finding.at.line), finding]),
  );
  const pipelines = new Map(facts.layout.pipelines.map((pipeline) => [pipeline.name.value, pipeline]));
  const filters = readFilters(facts.layout.pipelines);
  return (difference, differing) => {
    const { item } = differing;
    const skipped = skippedProjects.get(item.project);
    if (skipped !== undefined) return skipped;
    const { aspect, change, job = '' } = difference;
    const pipeline = pipelines.get(item.pipeline);
    switch (aspect) {
      case 'triggered':
        if (pipeline === undefined) return announceTimer(differing, findings);
        return change === 'changed'
          ? undefined
          : announceTrigger(pipeline, filters.get(pipeline) ?? [], item, change, findings);
      case 'outcome':
        return announceOutcome(differing, facts, findings);
      case 'jobs':
        return change === 'extra'
          ? announceExtra(job, differing, facts, findings)
          : announceMissing(job, differing, facts, findings);
      case 'dependencies':
      case 'order':
        return announceOrder(job, differing, facts, findings);
      case 'semaphores':
        return job === NOOP
          ? findings.of('job/noop-attribute').find(({ message }) => / Here: mutex\.$/.test(message))
          : undefined;
      case 'voting':
      case 'hold':
      case 'tags':
        return undefined;
    }
  };
}

/** A pipeline that only v3 has is announced where each job that it starts is said to have been started by Jenkins. */
function announceTimer({ item, v3Jobs }: Differing, findings: FindingIndex): Finding | undefined {
  if (item.kind !== 'timer') return undefined;
  const here = (finding: Finding): boolean => finding.message.endsWith(`(${item.pipeline})`);
  const told = [...v3Jobs].map((job) => findings.about('jenkins-trigger/beside', job, here));
  return told.includes(undefined) ? undefined : told[0];
}

function announceOutcome(differing: Differing, facts: LayoutFacts, findings: FindingIndex): Finding | undefined {
  const { item, v2, v3 } = differing;
  if (v3.outcome === 'error' || v3.outcome === 'hangs') return undefined;
  if (v2.outcome === 'hangs') return announceHang(differing, facts, findings);
  if (v2.outcome !== 'error') return undefined;
  const here = ` for ${item.project} in ${item.pipeline}.`;
  const twoNames = findings.of('queue/two-names').find(({ message }) => message.endsWith(here));
  if (twoNames !== undefined || item.kind === 'change') return twoNames;
  return findings.of('pipeline/dependent-with-refs').find(isAboutPipeline(item.pipeline));
}

/** A job below several others starts in v2 after the first of them that has succeeded. */
function announceOrder(
  job: string,
  { item }: Differing,
  facts: LayoutFacts,
  findings: FindingIndex,
): Finding | undefined {
  const { project, pipeline } = item;
  const above = facts.placesOf(job, project, pipeline).flat();
  for (const name of [job, ...above.map((one) => one.name)]) {
    const finding = findings.about('tree/two-parents', name, isIn(pipeline));
    if (finding !== undefined) return finding;
  }
  return undefined;
}
