interface Words {
  readonly outcome: 'approximated' | 'dropped' | 'needs-human';
  /** What a person reads, in whole sentences: what differs, and what to do about it. */
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

const NO_VOTES = approximated(
  'v2 turned a change without any vote away, and Zuul lets it in. If that matters, require a vote as well.',
);

/**
 * Everything that can be said about the conversion of a layout: code → outcome and sentences. The files below
 * `converters/layout/` name, for each key of a layout, the codes it may raise.
 */
export const LAYOUT_FINDINGS = {
  'layout/includes': needsHuman(
    'Python files of parameter functions are not converted. The findings on parameter-function tell which jobs need them.',
  ),

  'pipeline/start-message': approximated(
    'The start report of v2 ended with the address of the status page. Zuul writes "Starting … jobs." alone; set start-message with {item_url} for a link.',
  ),
  'pipeline/mixed-events': approximated(
    'Changes, refs and timers meet in this pipeline, and v2 judged the conditions of a job differently for each. They are converted as for changes; use a pipeline for each kind.',
  ),
  'pipeline/requirement-on-refs': approximated(
    'A requirement on changes in a pipeline that refs or timers start: v2 failed on every such event, Zuul lets none of them in. Take the requirement out if they shall run.',
  ),
  'pipeline/requirement-regex': needsHuman(
    'This regular expression has no equal in RE2, and leaving it out would let more through. It stands as it was, which Zuul 14 takes with a warning: write it another way.',
  ),
  'pipeline/vote-as-text': approximated(
    'A vote given as text never matched in v2. It is written as a number, which does match.',
  ),
  'pipeline/reject-without-votes': NO_VOTES,
  'pipeline/work-in-progress': approximated(
    'v2 knew nothing of work in progress: it tested such a change here, and Gerrit refused to merge it. Zuul does not let it in until it is ready.',
  ),
  'pipeline/dependent-with-refs': approximated(
    'v2 failed on refs and timers in a dependent pipeline. Zuul takes them; use an independent pipeline for them.',
  ),
  'pipeline/several-connections': approximated(
    'v2 offered the events of every Gerrit to every filter. Zuul keeps to the connection that a filter stands under; repeat the filter there if it was meant for both.',
  ),

  'gerrit/label-guessed': approximated(
    'Zuul takes names of labels exactly as Gerrit has them, and the layout does not tell. Look the spelling up, and set gerrit-labels if it is another.',
  ),
  'gerrit/tag': dropped('Zuul would take the option tag for a label; it has nothing like it.'),
  'gerrit/force-message': dropped('Zuul would take the option force-message for a label; it has nothing like it.'),
  'gerrit/option': dropped('An option of the command "gerrit review" that Zuul would take for a label.'),
  'gerrit/not-a-vote': dropped('Zuul takes such a key of a Gerrit reporter for a label, and this value is no vote.'),
  'gerrit/no-mapping': dropped('v2 could not report with this: a Gerrit reporter is one mapping of labels.'),

  'smtp/subject': approximated(
    'Attributes of {change} in a subject are deprecated in Zuul. Look at the first mail, or write {change} alone.',
  ),
  'smtp/connection': dropped('v2 did not use this key; the reporter itself is the name of the connection.'),
  'smtp/list': approximated(
    'v2 did not read a list here and sent the mail with the settings of the connection, and so does Zuul now.',
  ),
  'sql/always': dropped('Zuul always records builds in its database.'),

  'trigger-gerrit/draft-published': approximated(
    'Gerrit has no drafts since 2.15, so this never comes. The closest event is wip-state-changed.',
  ),
  'trigger-gerrit/branch-on-ref-updated': approximated(
    'v2 failed on every updated ref that met this branch filter, so ref-updated started nothing and is left out here. Use ref in a filter of its own.',
  ),
  'trigger-gerrit/no-such-ref': approximated(
    'With full names of refs this pattern fits nothing, so it never started anything. If Gerrit sent short names, set ref-names to short.',
  ),
  'trigger-gerrit/ref-rewritten': approximated(
    'Zuul sees full names of refs where v2 saw bare names of branches, so the pattern was rewritten. Check that Gerrit sends full names today.',
  ),
  'trigger-gerrit/reject-without-votes': NO_VOTES,
  'trigger-gerrit/repeated-approval': dropped('Of a label given twice in one filter v2 and Zuul keep the last value.'),
  'trigger-gerrit/approval-fails': approximated(
    'v2 failed on every event that met this vote, so the filter never let anything through and is left out.',
  ),
  'trigger-gerrit/old-spelling': dropped('The newer spelling of this key is given too, and v2 then used only that.'),
  'trigger-gerrit/never': approximated('Nothing fits this filter, so it never let anything through and is left out.'),
  'trigger-gerrit/regex': needsHuman(
    'This regular expression has no equal in RE2. It is left out of its list, and a filter whose list would be empty is left out: write it another way.',
  ),

  'timer/month': approximated('v2 ignored the month. It is written as * so that the times stay the same.'),
  'timer/invalid': dropped('v2 could not read this time, so it never fired, and Zuul would not either.'),
  'timer/branch': approximated(
    'v2 started one run for each project, without a branch. Zuul starts one for each branch, so the jobs are kept to the default branches; set default-branches if these are others.',
  ),

  'trigger-zuul/second-event': dropped('v2 generated only one of the events that a filter names.'),
  'trigger-zuul/approval': approximated(
    'Zuul has no approvals on this trigger. They became a requirement of the whole pipeline, so they hold for its other triggers too.',
  ),
  'trigger-zuul/pipeline': approximated(
    'v2 failed on project-change-merged where a pipeline was named, so the filter never let anything through and is left out.',
  ),

  'job/pattern-without-job': dropped('No job that a project uses fits this pattern.'),
  'job/unused': dropped('No project uses this job.'),
  'job/without-effect': dropped('v2 did not take this attribute from an entry with a pattern.'),
  'job/parameter-function': needsHuman(
    'Zuul has no parameter functions. What this one sets has to become variables, nodesets or variants of the jobs.',
  ),
  'parameter-function/varies': needsHuman(
    'The parameter function makes this parameter of the change itself, and no variable can. Let the job find it out where it needs it.',
  ),
  'parameter-function/tried': approximated(
    'The parameter function looked at the change before it set this parameter, and nothing came of it in what was tried. Check that it is always the same.',
  ),
  'parameter-function/fails': needsHuman(
    'The parameter function fails here: v2 never starts the job, and the change stays in the queue for ever. Zuul runs it, without what the function would have set.',
  ),
  'parameter-function/unknown': needsHuman(
    'The parameter function asks Zuul v2 for something that cannot be imitated. Write what it sets as variables by hand.',
  ),
  'parameter-function/odd': approximated(
    'The parameter function set something that is no text, and what Jenkins made of that is not known. None is left out; lists and mappings are written as JSON.',
  ),
  'parameter-function/offline-node': dropped('Zuul uses every node once, so nobody has to be told.'),
  'parameter-function/node': needsHuman(
    'The parameter function chose the node of this job, and not always the same one. Write variants of the job with the nodesets.',
  ),
  'parameter-function/branches-tried': approximated(
    'The parameter follows from the branch in a way that was only found out for the branches that were tried. Name all branches in the settings or with default-branches, and look at the expression.',
  ),
  'parameter-function/no-words': needsHuman(
    'What the parameter function makes of this parameter could not be put into words. Write it as a variable by hand.',
  ),
  'job/report-url': approximated(
    'Zuul always links its own build page. To add this link, let the job return it as an artifact (zuul_return).',
  ),
  'job/swift': approximated('There are no SWIFT_* parameters in Zuul. Let the base job upload logs.'),
  'job/attempts': approximated('v2 counted lost workers as attempts, Zuul also counts pre-run playbooks that fail.'),
  'job/noop-attribute': dropped('noop is built into Zuul and cannot take this attribute.'),
  'job/name-clash': approximated('Two jobs come to the same name. Give one of them another name in rename-jobs.'),
  'job/skipped': dropped('The settings leave this job out (skip-jobs).'),

  'matcher/regex': needsHuman(
    'This regular expression has no equal in RE2. The condition is left out, so the job runs more often than in v2: write it another way.',
  ),
  'matcher/skip-regex': needsHuman(
    'This regular expression has no equal in RE2. This part of skip-if is left out, so the job is skipped less often than in v2: write it another way.',
  ),
  'matcher/too-many-conditions': needsHuman(
    'More conditions on the branch than Zuul can hold for one job in one pipeline. One of them is left out, so the job runs more often than in v2: write them as one.',
  ),
  'matcher/commit-message': approximated(
    'A pattern of files fits /COMMIT_MSG, so v2 ran the job for every change. It has no file matcher now; write one that says what was meant.',
  ),
  'matcher/empty-change': approximated(
    'For a change without files (an empty commit) v2 did not run a job with files, and Zuul does.',
  ),
  'matcher/single-file': approximated(
    'v2 never skipped a change that lists a single file, and Zuul does. Gerrit lists the commit message beside every file, so none should come.',
  ),
  'matcher/files-without-changes': approximated(
    'v2 never ran a job with files for a ref or a timer, and Zuul would. The job is left out there; add it if it was meant to run.',
  ),
  'matcher/branch-in-timer': approximated(
    'v2 never ran a job with branch from a timer. The job is left out there; add it if it was meant to run.',
  ),
  'matcher/branch-on-ref': approximated(
    'v2 compared branch with the whole name of the ref, which it never fits here. The job is left out there; add it if it was meant to run.',
  ),
  'matcher/branch-on-ref-always': approximated(
    'v2 compared branch with the whole name of the ref, which it always fits here. The job has no branch matcher there.',
  ),
  'matcher/branch-on-tag': approximated(
    'For a tag Zuul also looks at the branches that contain it, where v2 compared the name of the tag alone.',
  ),
  'matcher/overlapping-skips': approximated(
    'Several lists of files may lead to a skip here, and Zuul holds one. The job is skipped less often than in v2.',
  ),

  'tree/may-hang': approximated(
    'v2 waits for ever when this job fits a change and the job above it does not. Now it follows the job above it.',
  ),
  'tree/may-hang-forced': approximated(
    'v2 waits for ever when this job fits a change and the job above it does not. Now the job above it runs too.',
  ),
  'tree/two-parents': approximated(
    'v2 starts this job as soon as one of the jobs above it has succeeded, and waits for ever where none of them fits the change. Zuul waits for all that are named and that run.',
  ),
  'tree/may-run-alone': approximated(
    'v2 waits for ever when this job fits a change and at each of its places a job above it does not. Now it runs there, by itself or after one of them.',
  ),
  'tree/non-voting-parent': approximated(
    'When the non-voting job above fails, v2 failed the change because of this job; Zuul skips it and passes. Make the job above voting to keep the gate closed.',
  ),
  'tree/soft-dependency': approximated(
    'The branches of the job above could not be put on this job. It depends on it softly and runs without it where it is missing.',
  ),

  'template/lost-key': dropped(
    'Two parents of one mapping have the same name once the values of the call are put in. v2 kept the other one, and lost this one with all that waits for it.',
  ),
  'template/unused': dropped('No project uses this template.'),
  'project/skipped': dropped('The settings leave this project out (skip-projects).'),

  'queue/two-names': approximated(
    'v2 failed on every item here, because the jobs of the project give two names to its queue. Zuul runs them; take one queue-name away in v2 if that was not known.',
  ),
  'queue/widened': approximated(
    'Zuul has one queue for a project in all pipelines, so projects share a queue here that did not in v2.',
  ),
  'queue/separated': approximated(
    'The settings (separate-queues) take apart what v2 tested together: changes that belong together may now break each other.',
  ),
  'queue/tied-by-job': approximated(
    'This shared queue exists only because its projects have a job in common. If they need not be tested together, set separate-queues.',
  ),
} as const satisfies Readonly<Record<string, Words>>;

export type LayoutCode = keyof typeof LAYOUT_FINDINGS;
