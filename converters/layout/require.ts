import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** Requirements of a pipeline. Zuul 2.6: `LayoutSchema.require`. Zuul reference: Gerrit driver, requirements. */
export default defineLayoutKeys({
  object: 'pipelines[].require',
  keys: {
    open: { summary: 'Whether the change is open', becomes: 'open', grade: 'exact' },
    'current-patchset': { summary: 'Whether it is the newest patch set', becomes: 'current-patchset', grade: 'exact' },
    status: { summary: 'States of the change', becomes: 'status', grade: 'exact' },
    approval: { summary: 'Votes, each of which has to be there', becomes: 'approval', grade: 'exact' },
  },
});
