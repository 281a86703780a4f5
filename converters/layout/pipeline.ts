import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A pipeline. Zuul 2.6: `LayoutSchema.pipeline`. Zuul reference: Pipeline. */
export default defineLayoutKeys({
  object: 'pipelines[]',
  keys: {
    name: { summary: 'Name of the pipeline', becomes: 'name', grade: 'exact' },
    manager: {
      summary: 'IndependentPipelineManager or DependentPipelineManager',
      becomes: 'manager: independent or dependent; post-review where only reviewed changes come',
      grade: 'exact',
      findings: ['pipeline/dependent-with-refs', 'pipeline/work-in-progress'],
    },
    source: {
      summary: 'Connection that the changes come from',
      becomes: 'the connection around require and reject',
      grade: 'exact',
    },
    description: { summary: 'Text for the status page', becomes: 'description', grade: 'exact' },
    precedence: { summary: 'Order of requests for workers', becomes: 'precedence', grade: 'exact' },
    trigger: {
      summary: 'What starts the pipeline: connection or driver, with filters',
      becomes: 'trigger',
      grade: 'exact',
      findings: ['pipeline/several-connections', 'pipeline/mixed-events'],
    },
    require: {
      summary: 'What a change has to be like',
      becomes: 'require, below the connection',
      grade: 'exact',
      findings: ['pipeline/requirement-on-refs'],
    },
    reject: {
      summary: 'What a change must not be like',
      becomes: 'reject, below the connection',
      grade: 'exact',
      findings: ['pipeline/reject-without-votes'],
    },
    start: {
      summary: 'Reporters at the start',
      becomes: 'start',
      grade: 'approximate',
      findings: ['pipeline/start-message'],
    },
    success: { summary: 'Reporters of success', becomes: 'success', grade: 'exact' },
    failure: { summary: 'Reporters of failure', becomes: 'failure', grade: 'exact' },
    'merge-failure': { summary: 'Reporters of merge conflicts', becomes: 'merge-conflict', grade: 'exact' },
    disabled: { summary: 'Reporters while the pipeline is disabled', becomes: 'disabled', grade: 'exact' },
    'success-message': { summary: 'First line of a report of success', becomes: 'success-message', grade: 'exact' },
    'failure-message': { summary: 'First line of a report of failure', becomes: 'failure-message', grade: 'exact' },
    'merge-failure-message': {
      summary: 'Report of a merge conflict',
      becomes: 'merge-conflict-message',
      grade: 'exact',
    },
    'footer-message': { summary: 'Last line of every report', becomes: 'footer-message', grade: 'exact' },
    'dequeue-on-new-patchset': {
      summary: 'A new patch set takes the old one out',
      becomes: 'dequeue-on-new-patchset',
      grade: 'exact',
    },
    'ignore-dependencies': {
      summary: 'Dependencies are not tested together',
      becomes: 'ignore-dependencies',
      grade: 'exact',
    },
    'disable-after-consecutive-failures': {
      summary: 'Number of failures after which only the reporters of disabled are used',
      becomes: 'disable-after-consecutive-failures',
      grade: 'exact',
    },
    window: { summary: 'How many changes of a shared queue are tested at once', becomes: 'window', grade: 'exact' },
    'window-floor': { summary: 'Smallest window', becomes: 'window-floor', grade: 'exact' },
    'window-increase-type': { summary: 'How the window grows', becomes: 'window-increase-type', grade: 'exact' },
    'window-increase-factor': {
      summary: 'How much the window grows',
      becomes: 'window-increase-factor',
      grade: 'exact',
    },
    'window-decrease-type': { summary: 'How the window shrinks', becomes: 'window-decrease-type', grade: 'exact' },
    'window-decrease-factor': {
      summary: 'How much the window shrinks',
      becomes: 'window-decrease-factor',
      grade: 'exact',
    },
  },
});
