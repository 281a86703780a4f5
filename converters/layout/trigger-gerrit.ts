import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A filter of a Gerrit trigger. Zuul 2.6: `zuul/trigger/gerrit.py`. Zuul reference: Gerrit driver, trigger. */
export default defineLayoutKeys({
  object: 'pipelines[].trigger.<gerrit>[]',
  keys: {
    event: {
      summary: 'Kinds of events',
      becomes: 'event',
      grade: 'exact',
      findings: ['trigger-gerrit/draft-published', 'trigger-gerrit/branch-on-ref-updated', 'trigger-gerrit/never'],
    },
    branch: {
      summary: 'Patterns for the branch, from its start',
      becomes: 'branch, with negate for look-ahead',
      grade: 'exact',
      findings: ['trigger-gerrit/regex'],
    },
    ref: {
      summary: 'Patterns for the updated ref, from its start',
      becomes: 'ref, for full names',
      grade: 'exact',
      findings: ['trigger-gerrit/ref-rewritten', 'trigger-gerrit/no-such-ref', 'trigger-gerrit/regex'],
    },
    'ignore-deletes': { summary: 'Whether deleted refs count', becomes: 'ignore-deletes', grade: 'exact' },
    comment: {
      summary: 'Patterns that are searched in the comment',
      becomes: 'comment',
      grade: 'exact',
      findings: ['trigger-gerrit/regex'],
    },
    comment_filter: {
      summary: 'Old spelling of comment',
      becomes: 'comment',
      grade: 'exact',
      findings: ['trigger-gerrit/old-spelling'],
    },
    email: {
      summary: 'Patterns that are searched in the address of who caused the event',
      becomes: 'email; one list for all places that share it',
      grade: 'exact',
      findings: ['trigger-gerrit/regex'],
    },
    email_filter: {
      summary: 'Old spelling of email',
      becomes: 'email',
      grade: 'exact',
      findings: ['trigger-gerrit/old-spelling'],
    },
    username: {
      summary: 'Patterns that are searched in the name of who caused the event',
      becomes: 'username',
      grade: 'exact',
      findings: ['trigger-gerrit/regex'],
    },
    username_filter: {
      summary: 'Old spelling of username',
      becomes: 'username',
      grade: 'exact',
      findings: ['trigger-gerrit/old-spelling'],
    },
    approval: {
      summary: 'Votes that the event itself brings',
      becomes: 'approval, labels as Gerrit spells them',
      grade: 'exact',
      findings: ['gerrit/label-guessed', 'trigger-gerrit/repeated-approval', 'trigger-gerrit/approval-fails'],
    },
    'require-approval': {
      summary: 'Votes that have to stand on the change',
      becomes: 'require: {approval: …}',
      grade: 'exact',
      findings: ['gerrit/label-guessed'],
    },
    'reject-approval': {
      summary: 'Votes that must not stand on the change',
      becomes: 'reject: {approval: …}',
      grade: 'approximate',
      findings: ['trigger-gerrit/reject-without-votes', 'gerrit/label-guessed'],
    },
  },
});
