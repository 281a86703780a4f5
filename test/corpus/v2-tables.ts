/** Our view of a layout in the form of the tables that the oracle for Zuul v2 writes. */
import type { Approval } from '../../src/evaluate/v2/approvals.js';
import type { V2Job } from '../../src/evaluate/v2/jobs.js';
import type { Patterns } from '../../src/evaluate/v2/patterns.js';
import { readRequirements } from '../../src/evaluate/v2/requirements.js';
import type { EventFilter } from '../../src/evaluate/v2/triggers.js';
import type { Placed, V2Pipeline, V2Value } from '../../src/model/layout.js';

type Table = Readonly<Record<string, unknown>>;

/** An entry of the table `jobs`. */
export function jobAttributes(job: V2Job): Table {
  const text = (key: 'failureMessage' | 'successMessage' | 'failurePattern' | 'successPattern' | 'parameterFunction') =>
    job.setBy.get(key)?.[key]?.value;
  const skipIf = job.skipIf.map((skip) =>
    given({
      project: texts(skip.project)?.[0],
      branch: texts(skip.branch)?.[0],
      'all-files-match-any': texts(skip.allFiles),
    }),
  );
  return given({
    voting: job.voting,
    mutex: job.mutex,
    'queue-name': job.queueName?.value,
    'failure-message': text('failureMessage'),
    'success-message': text('successMessage'),
    'failure-pattern': text('failurePattern'),
    'success-pattern': text('successPattern'),
    'hold-following-changes': job.hold ? true : undefined,
    tags: filled(job.tags),
    branch: texts(job.branch),
    files: texts(job.files),
    'skip-if': filled(skipIf),
    swift: filled(job.swift),
    attempts: job.attempts === 3 ? undefined : job.attempts,
    'parameter-function': text('parameterFunction'),
  });
}

/** What the evaluator looks at of an entry of the table `pipelines`. */
export function pipelineAttributes(pipeline: V2Pipeline, filters: readonly EventFilter[], projects: number): Table {
  const requirements = readRequirements(pipeline);
  return {
    manager: pipeline.manager === 'dependent' ? 'DependentPipelineManager' : 'IndependentPipelineManager',
    projects,
    'event-filters': filters.map(filterTable),
    requirements:
      requirements === undefined
        ? []
        : [
            {
              open: requirements.open ?? null,
              'current-patchset': requirements.currentPatchSet ?? null,
              statuses: requirements.status.map(({ value }) => value),
              'require-approval': requirements.approvals.required.map(approvalTable),
              'reject-approval': requirements.approvals.rejected.map(approvalTable),
            },
          ],
  };
}

function filterTable(filter: EventFilter): Table {
  const { required, rejected } = filter.approvals;
  return given({
    trigger: filter.source,
    types: filter.types,
    pipelines: texts(filter.pipelines),
    branches: texts(filter.branches),
    refs: texts(filter.refs),
    comments: texts(filter.comments),
    emails: filter.emails?.list.length,
    usernames: texts(filter.usernames),
    approvals: filter.votes.size === 0 ? undefined : votes([...filter.votes]),
    'require-approval': filled(required.map(approvalTable)),
    'reject-approval': filled(rejected.map(approvalTable)),
    timespecs: filled(filter.times.map(({ value }: Placed<string>) => value)),
    'ignore-deletes': filter.ignoreDeletes,
  });
}

function approvalTable(approval: Approval): Table {
  return votes([...approval.written.entries]);
}

function votes(entries: readonly (readonly [string, V2Value])[]): Table {
  return Object.fromEntries(entries.map(([category, value]) => [category, plain(value)]));
}

function plain(value: V2Value): unknown {
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'list' ? value.items.map(plain) : votes([...value.entries]);
}

function texts(patterns: Patterns | undefined): readonly string[] | undefined {
  return patterns?.list.map(({ value }) => value);
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function given(table: Table): Table {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined));
}
