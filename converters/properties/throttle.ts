import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { together } from '../../src/convert/elements/together.js';
import type { JobFacts } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Throttle Concurrent Builds plugin. A limit of the job's own is a semaphore with the name of the job, a category one that all
 * its jobs share. Source: ThrottleJobProperty, ThrottleQueueTaskDispatcher. Zuul reference: Semaphore.
 */
export default defineConverter({
  element: 'hudson.plugins.throttleconcurrents.ThrottleJobProperty',
  section: 'properties',
  plugin: 'throttle-concurrents',
  summary: 'Limits how many builds of a job, or of a group of jobs, run at a time',
  becomes: 'Semaphores',
  grade: 'approximate',
  findings: {
    off: 'The limit is switched off, or this says nothing about it: left out.',
    'other-option': 'Jenkins does not look at this as long as the other kind of limit is chosen: left out.',
    'per-node': 'Every build has a node of its own in Zuul, so that a limit per node holds by itself: left out.',
    category:
      'How many builds of this category may run at a time stands in the settings of Jenkins (Throttle Concurrent Builds): the semaphore lets one. Write the number there.',
    parameters:
      'Jenkins let builds with different values of parameters run beside each other: the semaphore does not tell them apart. Make jobs of their own for such values, each with a semaphore.',
    matrix: 'Says whether the limit is for a matrix as a whole or for its combinations: each is a job of its own here.',
  },
  convert(input, notes, walk) {
    if (!input.booleanOf('throttleEnabled')) {
      notes.dropped('off', input);
      return {};
    }
    const byCategory = input.textOf('throttleOption', 'project').trim() === 'category';
    const total = input.child('maxConcurrentTotal');
    const perNode = input.child('maxConcurrentPerNode');
    const categories = input.child('categories');
    if (byCategory) together([total, perNode], 'dropped', (first) => notes.dropped('other-option', first));
    else {
      if (perNode !== undefined && limitIn(perNode) > 0) notes.dropped('per-node', perNode);
      if (categories !== undefined && categories.children().length > 0) notes.dropped('other-option', categories);
    }
    if (input.booleanOf('limitOneJobWithMatchingParams')) {
      notes.needsHuman('parameters', input.child('limitOneJobWithMatchingParams')!);
    }
    const matrix = input.child('matrixOptions');
    if (matrix !== undefined) notes.dropped('matrix', matrix);

    const limit = byCategory || total === undefined ? 0 : limitIn(total);
    const names = byCategory ? namesIn(categories) : [];
    for (const name of names) notes.approximated('category', name, `(${name.rawText.trim()})`);
    const facts: JobFacts = {
      ...(limit > 0 && { semaphore: { name: walk.job, max: limit } }),
      ...(names.length > 0 && { furtherSemaphores: names.map((name) => ({ name: semaphoreOf(name), max: 1 })) }),
    };
    leaveOutRest(input, (rest) => notes.dropped('off', rest));
    return Object.keys(facts).length === 0 ? {} : { job: facts };
  },
});

/** 0, like nothing, is no limit. */
function limitIn(field: Element): number {
  return field.integer() ?? 0;
}

function namesIn(categories: Element | undefined): readonly Element[] {
  return (categories?.children() ?? []).filter((name) => name.text().trim() !== '');
}

/** Not just its name: a job may be called the same. */
function semaphoreOf(category: Element): string {
  return `category-${category.rawText.trim()}`;
}
