import { readFilters } from '../../src/evaluate/v3/events/read-filters.js';
import type { PipelineFilters } from '../../src/evaluate/v3/events/filters.js';
import { connectionNamed } from '../../src/evaluate/v3/load/connections.js';
import { parsePipeline } from '../../src/evaluate/v3/load/parse-pipeline.js';
import type { ChangeEvent, ChangeState } from '../../src/model/change-event.js';
import { readYaml } from '../../src/read/yaml/read-yaml.js';

/** The filters of a pipeline whose further lines (`trigger: …`) are given. */
export function filtersOf(lines: string, manager = 'independent'): PipelineFilters {
  const { root } = readYaml(`name: check\nmanager: ${manager}\n${lines}`, 'zuul.yaml');
  if (root?.kind !== 'map') throw new Error('no mapping');
  return readFilters(parsePipeline(root, connectionNamed));
}

export function change(state: Partial<ChangeState> = {}): ChangeState {
  return {
    number: 12_345,
    patchSet: 2,
    ref: 'refs/changes/45/12345/2',
    open: true,
    status: 'NEW',
    current: true,
    workInProgress: false,
    votes: [],
    hashtags: [],
    ...state,
  };
}

export function changeEvent(event: Partial<ChangeEvent> = {}, state: Partial<ChangeState> = {}): ChangeEvent {
  return { type: 'patchset-created', project: 'p', branch: 'master', approvals: [], change: change(state), ...event };
}

export function refEvent(name: string, newRev = '1'.repeat(40)): ChangeEvent {
  return { type: 'ref-updated', project: 'p', ref: { name, oldRev: '2'.repeat(40), newRev }, approvals: [] };
}
