import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A trigger by Zuul itself. Zuul 2.6: `zuul/trigger/zuultrigger.py`. Zuul reference: Zuul driver. */
export default defineLayoutKeys({
  object: 'pipelines[].trigger.zuul[]',
  keys: {
    event: {
      summary: 'parent-change-enqueued or project-change-merged',
      becomes: 'event',
      grade: 'exact',
      findings: ['trigger-zuul/second-event'],
    },
    pipeline: {
      summary: 'Patterns for the pipeline of the parent',
      becomes: 'pipeline',
      grade: 'exact',
      findings: ['trigger-zuul/pipeline', 'trigger-gerrit/regex'],
    },
    'require-approval': {
      summary: 'Votes that have to stand on the change',
      becomes: 'require of the pipeline',
      grade: 'approximate',
      findings: ['trigger-zuul/approval'],
    },
    'reject-approval': {
      summary: 'Votes that must not stand on the change',
      becomes: 'reject of the pipeline',
      grade: 'approximate',
      findings: ['trigger-zuul/approval'],
    },
  },
});
