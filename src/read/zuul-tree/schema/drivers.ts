import {
  type DriverPart,
  type MapShape,
  type Shape,
  anything,
  boolean,
  formatted,
  map,
  mapOf,
  nothing,
  oneOf,
  oneOrMore,
  text,
  words,
} from '../shape.js';
import { regex } from './job.js';

export type DriverName = 'gerrit' | 'github' | 'git' | 'timer' | 'zuul' | 'smtp' | 'mqtt' | 'elasticsearch';

/** What may stand below the name of a connection. A part that a driver lacks is not for it. Zuul reference: Drivers. */
export const drivers: Readonly<Record<DriverName, Partial<Record<DriverPart, Shape>>>> = {
  gerrit: {
    trigger: oneOrMore(gerritTrigger()),
    require: oneOrMore(gerritFilter()),
    reject: oneOrMore(gerritFilter()),
    // Every key that Zuul does not know is a label. Nothing at all has to be written `{}`.
    reporter: {
      ...mapOf({ kind: 'integer', min: -100, max: 100 }),
      keys: { submit: boolean, comment: boolean, notify: text, 'checks-api': anything },
    },
  },
  github: {
    trigger: oneOrMore(githubTrigger()),
    require: oneOrMore(githubFilter()),
    reject: oneOrMore(githubFilter()),
    reporter: oneOrMore(
      map({
        status: words('pending', 'success', 'failure'),
        comment: boolean,
        merge: boolean,
        label: oneOrMore(text),
        unlabel: oneOrMore(text),
        review: words('approve', 'request-changes', 'comment'),
        'review-body': text,
        check: words('queued', 'in_progress', 'success', 'failure', 'cancelled', 'skipped', 'neutral'),
      }),
    ),
  },
  git: {
    trigger: oneOrMore(
      map({
        '!event': oneOrMore(words('ref-updated')),
        ref: oneOrMore(regex),
        'ignore-deletes': boolean,
        debug: boolean,
      }),
    ),
    require: map({}),
    reject: map({}),
  },
  timer: { trigger: oneOrMore(map({ '!time': formatted('timer'), dereference: boolean, debug: boolean })) },
  zuul: {
    trigger: oneOrMore(
      map({
        '!event': oneOrMore(words('parent-change-enqueued', 'project-change-merged', 'image-build', 'image-validate')),
        pipeline: oneOrMore(regex),
        debug: boolean,
      }),
    ),
    reporter: oneOrMore(map({ 'image-built': boolean, 'image-validated': boolean })),
  },
  smtp: { reporter: oneOrMore(map({ to: text, from: text, subject: formatted('mail-subject') })) },
  mqtt: {
    reporter: oneOrMore(
      map({ '!topic': text, qos: { kind: 'integer', min: 0, max: 2 }, 'include-returned-data': boolean }),
    ),
  },
  elasticsearch: {
    reporter: oneOf(nothing, map({ index: text, 'index-vars': boolean, 'index-returned-vars': boolean })),
  },
};

function gerritTrigger(): MapShape {
  // Zuul takes any mapping here, and looks at the values when a vote comes in.
  const votes = oneOrMore(mapOf(anything));
  return map({
    '!event': oneOrMore(
      words(
        'patchset-created',
        'draft-published',
        'change-abandoned',
        'change-restored',
        'change-merged',
        'comment-added',
        'ref-updated',
        'pending-check',
        'vote-deleted',
        'hashtags-changed',
        'wip-state-changed',
      ),
    ),
    uuid: text,
    scheme: text,
    comment: oneOrMore(regex),
    email: oneOrMore(regex),
    username: oneOrMore(regex),
    comment_filter: oneOrMore(formatted('regex')),
    email_filter: oneOrMore(formatted('regex')),
    username_filter: oneOrMore(formatted('regex')),
    branch: oneOrMore(regex),
    ref: oneOrMore(regex),
    'ignore-deletes': boolean,
    approval: votes,
    'approval-change': votes,
    'require-approval': gerritApproval(),
    'reject-approval': gerritApproval(),
    added: oneOrMore(regex),
    removed: oneOrMore(regex),
    require: gerritFilter(),
    reject: gerritFilter(),
    debug: boolean,
  });
}

function gerritFilter(): MapShape {
  return map({
    approval: gerritApproval(),
    open: boolean,
    'current-patchset': boolean,
    wip: boolean,
    hashtags: oneOrMore(regex),
    status: oneOrMore(text),
  });
}

/** Every other key is a label with the votes that count; Zuul takes any value, and one that is no number never counts. */
function gerritApproval(): Shape {
  return oneOrMore({
    ...mapOf(anything),
    keys: { username: formatted('regex'), email: formatted('regex'), 'older-than': text, 'newer-than': text },
  });
}

function githubTrigger(): MapShape {
  return map({
    '!event': oneOrMore(words('pull_request', 'pull_request_review', 'push', 'check_run')),
    action: oneOrMore(text),
    branch: oneOrMore(regex),
    ref: oneOrMore(regex),
    comment: oneOrMore(regex),
    label: oneOrMore(text),
    unlabel: oneOrMore(text),
    state: oneOrMore(text),
    check: oneOrMore(text),
    'require-status': oneOrMore(text),
    require: githubFilter(),
    reject: githubFilter(),
    permission: words('read', 'write', 'admin'),
    status: oneOrMore(text),
    debug: boolean,
  });
}

function githubFilter(): MapShape {
  return map({
    status: oneOrMore(text),
    review: oneOrMore(
      map({
        username: formatted('regex'),
        email: formatted('regex'),
        'older-than': text,
        'newer-than': text,
        type: text,
        permission: words('read', 'write', 'admin'),
      }),
    ),
    open: boolean,
    merged: boolean,
    'current-patchset': boolean,
    draft: boolean,
    label: oneOrMore(text),
  });
}
