import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** One vote that is asked for. Zuul 2.6: `LayoutSchema.approval`. Zuul reference: Gerrit driver, `approval`. */
export default defineLayoutKeys({
  object: '<approval>',
  keys: {
    username: {
      summary: 'Pattern that is searched in the name of the voter',
      becomes: 'username',
      grade: 'exact',
      findings: ['pipeline/requirement-regex'],
    },
    email: {
      summary: 'Pattern that is searched in the address of the voter',
      becomes: 'email',
      grade: 'exact',
      findings: ['pipeline/requirement-regex'],
    },
    'email-filter': {
      summary: 'Old spelling of email',
      becomes: 'email',
      grade: 'exact',
      findings: ['pipeline/requirement-regex'],
    },
    'older-than': { summary: 'Least age of the vote', becomes: 'older-than', grade: 'exact' },
    'newer-than': { summary: 'Greatest age of the vote', becomes: 'newer-than', grade: 'exact' },
    '<label>': {
      summary: 'Value of a review label, or several',
      becomes: 'the label as Gerrit spells it',
      grade: 'exact',
      findings: ['gerrit/label-guessed', 'pipeline/vote-as-text'],
    },
  },
});
