import type { Finding } from '../../model/finding.js';
import type { ComparedQueue } from '../queues.js';
import type { FindingIndex } from './finding-index.js';

const WIDENED = / Here: queue (\S+) in (\S+) holds (\d+) projects, which were (\d+) queues of v2;/;
const SEPARATED = / Here: (.+) in (\S+) kept (\d+) projects together, which are (\d+) queues now/;

/**
 * Who announces that a shared queue is not the one of v2. The finding has to tell the same numbers: a project more or less
 * in the queue is not what was announced.
 */
export function announceQueue(queue: ComparedQueue, findings: FindingIndex): Finding | undefined {
  const { kind, pipeline, queue: name, size, couples, parts, projects } = queue;
  if (kind === 'wider') {
    const wanted = [name, pipeline, String(size), String(couples?.length ?? 0)].join(' ');
    return findings.of('queue/widened').find(({ message }) => WIDENED.exec(message)?.slice(1).join(' ') === wanted);
  }
  if (kind !== 'split') return undefined;
  const wanted = [pipeline, String(projects.length), String(parts?.length ?? 0)].join(' ');
  return findings.of('queue/separated').find(({ message }) => SEPARATED.exec(message)?.slice(2).join(' ') === wanted);
}
