type Outcome = 'approximated' | 'dropped' | 'needs-human';

interface Words {
  readonly outcome: Outcome;
  /** What a person reads. The detail of a single case follows after a colon. */
  readonly message: string;
}

function approximated(message: string): Words {
  return { outcome: 'approximated', message };
}

function dropped(message: string): Words {
  return { outcome: 'dropped', message };
}

function needsHuman(message: string): Words {
  return { outcome: 'needs-human', message };
}

/**
 * Everything that can be said about the conversion of a layout: code → outcome and sentence. The files below
 * `converters/layout/` name, for each key of a layout, the codes it may raise.
 */
export const LAYOUT_FINDINGS = {
  'layout/includes': needsHuman(
    'Python files of parameter functions are not converted; see the findings on parameter-function',
  ),

  'pipeline/start-message': approximated(
    'The start report of v2 ended with the status page; Zuul writes "Starting … jobs." alone',
  ),
  'pipeline/mixed-events': approximated(
    'Changes, refs and timers meet in this pipeline and a job has conditions that v2 judged differently for each; they are converted as for changes',
  ),
  'pipeline/requirement-on-refs': approximated(
    'A requirement on changes in a pipeline that refs or timers start: v2 failed on every such event, Zuul lets none of them in',
  ),
  'pipeline/requirement-regex': needsHuman(
    'This regular expression has no equal in RE2, and leaving it out would let more through; it stands as it was, which Zuul takes with a warning',
  ),
  'pipeline/vote-as-text': approximated('A vote given as text never matched in v2; written as a number it does'),
  'pipeline/reject-without-votes': approximated(
    'A change without any vote was turned away by v2 and is let in by Zuul',
  ),
  'pipeline/dependent-with-refs': approximated(
    'v2 failed on ref and timer events in a dependent pipeline; Zuul accepts them',
  ),
  'pipeline/several-connections': approximated(
    'v2 offered the events of every Gerrit connection to every filter; Zuul keeps to the connection a filter stands under',
  ),

  'gerrit/label-guessed': approximated(
    'Zuul compares label names exactly and the layout does not tell the spelling; check it, and set gerrit-labels if it is wrong',
  ),
  'gerrit/tag': dropped('Zuul would take the option tag for a label; it has no such option'),
  'gerrit/force-message': dropped('Zuul has no such option and would take it for a label'),
  'gerrit/option': dropped('An option of the command "gerrit review" that Zuul would take for a label'),
  'gerrit/not-a-vote': dropped(
    'Zuul takes every other key of a Gerrit reporter for a label, and this value is no vote',
  ),

  'gerrit/no-mapping': dropped('v2 could not report with this: a Gerrit reporter is one mapping of labels'),

  'smtp/subject': approximated('Attributes of a change in a subject are deprecated in Zuul; check the text of a mail'),
  'smtp/connection': dropped('v2 did not use this key; the connection is named by the reporter'),
  'smtp/list': approximated('v2 sent such a mail with the settings of the connection; the list is left out'),
  'sql/always': dropped('Zuul always records builds in its database'),

  'trigger-gerrit/draft-published': approximated(
    'Gerrit has no drafts since 2.15, so this never comes; wip-state-changed is the closest event',
  ),
  'trigger-gerrit/branch-on-ref-updated': approximated(
    'v2 failed on every updated ref that met this branch filter, so such events started nothing; ref-updated is left out here',
  ),
  'trigger-gerrit/no-such-ref': approximated(
    'With full ref names (setting ref-names) this pattern fits no branch and no tag: it never started anything',
  ),
  'trigger-gerrit/ref-rewritten': approximated('Zuul sees full names of refs; the pattern was rewritten'),
  'trigger-gerrit/reject-without-votes': approximated(
    'A change without any vote was turned away by v2 and is let in by Zuul',
  ),
  'trigger-gerrit/repeated-approval': dropped('A label given twice in one filter: v2 and Zuul keep the last value'),
  'trigger-gerrit/old-spelling': dropped('The newer spelling of this key is given too, and v2 then used only that'),
  'trigger-gerrit/regex': needsHuman(
    'This regular expression has no equal in RE2. It is left out of its list; a filter with nothing else in the list is left out',
  ),
  'trigger-gerrit/never': approximated('This filter never let anything through and is left out'),
  'trigger-gerrit/approval-fails': approximated(
    'v2 failed on every event that met this value of a vote, so the filter never let anything through and is left out',
  ),

  'timer/month': approximated('v2 ignored the month; it is written as * so that the times stay the same'),
  'timer/invalid': dropped('v2 could not read this time, so it never fired; Zuul would not either'),
  'timer/branch': approximated(
    'v2 started one run for each project without a branch; Zuul starts one for each branch, so the jobs are kept to the default branches',
  ),

  'trigger-zuul/second-event': dropped('v2 generated only the first of the two events named in one filter'),
  'trigger-zuul/approval': approximated('Approvals on this trigger become a requirement of the pipeline as a whole'),
  'trigger-zuul/pipeline': approximated('v2 failed on this event when a pipeline was named; the pipeline is left out'),

  'job/pattern-without-job': dropped('No job of the layout fits this pattern'),
  'job/unused': dropped('No project uses this job'),
  'job/without-effect': dropped('v2 did not take this attribute from an entry with a pattern'),
  'job/parameter-function': needsHuman(
    'Zuul has no parameter functions: what this one sets for a job has to become variables, nodesets or variants by hand',
  ),
  'job/report-url': approximated(
    'Zuul always links its own build page; a job can add its own link with zuul_return artifacts',
  ),
  'job/swift': approximated('SWIFT_* parameters do not exist in Zuul; the base job uploads logs'),
  'job/attempts': approximated('Zuul counts failed pre-run playbooks as attempts too, v2 only lost workers'),
  'job/noop-attribute': dropped('noop is built into Zuul and cannot take this attribute'),
  'job/name-clash': approximated('Two jobs come to the same name'),
  'job/skipped': dropped('The settings leave this job out (skip-jobs)'),

  'matcher/regex': needsHuman(
    'This regular expression has no equal in RE2; the condition is left out, so the job runs more often than in v2',
  ),
  'matcher/skip-regex': needsHuman(
    'This regular expression has no equal in RE2; the part of skip-if is left out, so the job is skipped less often than in v2',
  ),
  'matcher/too-many-conditions': needsHuman(
    'More conditions on the branch than Zuul can hold for one job in one pipeline; the last ones are left out, so the job runs more often than in v2',
  ),
  'matcher/commit-message': approximated(
    'A pattern fits /COMMIT_MSG, so v2 ran the job for every change of Gerrit; it has no file matcher now',
  ),
  'matcher/empty-change': approximated(
    'For a change without files (an empty commit) v2 did not run the job and Zuul does',
  ),
  'matcher/files-without-changes': approximated(
    'v2 never ran a job with files for a ref or a timer, and Zuul would; the job is left out there',
  ),
  'matcher/branch-in-timer': approximated('v2 never ran a job with branch from a timer; the job is left out there'),
  'matcher/branch-on-ref': approximated(
    'v2 compared branch with the full name of the ref, which never fits here; the job is left out there',
  ),
  'matcher/branch-on-ref-always': approximated(
    'v2 compared branch with the full name of the ref, which always fits here; the job has no branch matcher there',
  ),
  'matcher/branch-on-tag': approximated(
    'For a tag Zuul also looks at the branches that contain it; v2 compared the name of the ref alone',
  ),
  'matcher/overlapping-skips': approximated(
    'Several lists of files may apply to one change; v2 skipped when any of them covered it, Zuul holds one list, so the job is skipped less often',
  ),

  'tree/may-hang': approximated(
    'v2 waits for ever when this job fits a change and the job above it does not; now it follows the job above it',
  ),
  'tree/may-hang-forced': approximated(
    'v2 waits for ever when this job fits a change and the job above it does not; now the job above it runs too',
  ),
  'tree/two-parents': approximated(
    'v2 starts this job as soon as one of the jobs above it has succeeded; Zuul waits for all that are named',
  ),
  'tree/non-voting-parent': approximated(
    'When the non-voting job above fails, v2 failed the change because of this job; Zuul skips it and passes. Make the job above voting to keep the gate closed',
  ),
  'tree/soft-dependency': approximated(
    'The branches of the job above could not be put on this job; it depends on it softly and runs without it where it is missing',
  ),

  'template/unused': dropped('No project uses this template'),
  'project/skipped': dropped('The settings leave this project out (skip-projects)'),

  'queue/widened': approximated(
    'Projects that were in separate shared queues of this pipeline are in one now, because Zuul has one queue for a project in all pipelines',
  ),
  'queue/tied-by-job': approximated('A shared queue exists only because its projects have jobs in common'),
} as const satisfies Readonly<Record<string, Words>>;

export type LayoutCode = keyof typeof LAYOUT_FINDINGS;
