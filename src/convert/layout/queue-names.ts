import type { Placed, V2Layout } from '../../model/layout.js';
import type { EffectiveJob } from './effective-jobs.js';
import { listOf, type LayoutNotes } from './notes.js';
import type { ProjectLists } from './shared-queues.js';

/**
 * Tells where jobs of one project give two names to its queue in an independent pipeline. v2 makes a queue for each item
 * there, and fails when it names that queue twice. In a dependent pipeline it refuses the layout instead.
 *
 * Source: Zuul 2.6, `IndependentPipelineManager.getChangeQueue`, `ChangeQueue.addProject`.
 */
export function noteQueueNames(
  layout: V2Layout,
  projects: readonly ProjectLists[],
  jobOf: (name: string) => EffectiveJob,
  notes: LayoutNotes,
): void {
  const given = new Set(layout.jobs.flatMap(({ queueName }) => (queueName === undefined ? [] : [queueName.value])));
  if (given.size < 2) return;
  const independent = layout.pipelines.flatMap(({ name, manager }) => (manager === 'independent' ? [name.value] : []));
  for (const { project, templates, own } of projects) {
    for (const pipeline of independent) {
      const lists = [...templates.map(({ sections }) => sections), own].map((sections) => sections.get(pipeline));
      const names = new Map<string, Placed<string>>();
      for (const job of lists.flatMap((list) => list?.names ?? [])) {
        const { queueName } = jobOf(job);
        if (queueName !== undefined) names.set(queueName.value, queueName);
      }
      if (names.size < 2) continue;
      const detail = `${listOf([...names.keys()])} for ${project.name.value} in ${pipeline}`;
      notes.raise('queue/two-names', [...names.values()].at(-1)!, { detail, leaves: [] });
    }
  }
}
