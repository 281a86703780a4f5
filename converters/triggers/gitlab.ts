import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { escapeRegex } from '../../src/convert/elements/ant-regex.js';
import { re2, re2Whole } from '../../src/convert/elements/java-regex.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import type { EventTrigger, TriggerEvent, TriggerMatchers } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  comment:
    'This expression cannot be said in the regular expressions of Zuul: write the comment of the trigger by hand.',
  branches: 'These branches cannot be said in the regular expressions of Zuul: write the matcher by hand.',
  'some-only': 'Jenkins looked at this before it started the job. Zuul cannot: reject a label instead if it matters.',
  token: 'The connection of Zuul has a token of its own (webhook_token): this one is not copied. Revoke it.',
  closing: 'Jenkins closed merge requests that failed. Zuul does not.',
  options: 'Zuul does this its own way, or it has no counterpart.',
} as const;

type Code = keyof typeof FINDINGS;

const MERGE = 'gl_merge_request';

/** Fields that are true → events. A merge request that was opened is built anew after a push unless told otherwise. */
const FIELDS: readonly (readonly [field: string, event: TriggerEvent])[] = [
  ['triggerOnPush', { event: 'gl_push', ref: '^refs/heads/.*$' }],
  ['triggerOnMergeRequest', { event: MERGE, action: 'opened' }],
  ['triggerOnAcceptedMergeRequest', { event: MERGE, action: 'merged' }],
  ['triggerOnClosedMergeRequest', { event: MERGE, action: 'closed' }],
  ['triggerOnApprovedMergeRequest', { event: MERGE, action: 'approved' }],
];

/** GitLab plugin and the older GitLab Merge Request Builder. Source: GitLabPushTrigger, GitlabBuildTrigger. Zuul reference: GitLab driver. */
export default defineConverter({
  element: ['com.dabsquared.gitlabjenkins.GitLabPushTrigger', 'org.jenkinsci.plugins.gitlab.GitlabBuildTrigger'],
  section: 'triggers',
  plugin: 'gitlab-plugin, gitlab-merge-request-jenkins',
  summary: 'Starts a job at events of GitLab',
  becomes: 'a pipeline with the events of GitLab',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const isOld = input.type.endsWith('.GitlabBuildTrigger');
    const events = isOld ? readOldEvents(input, notes) : readEvents(input, notes);
    const branches = readBranches(input, notes);
    const token = input.child('secretToken');
    if (token !== undefined && token.rawText.trim() !== '') notes.dropped('token', token);
    for (const name of ['ciSkip', 'skipWorkInProgressMergeRequest', 'assigneeFilter', 'tagFilter']) {
      const field = input.child(name);
      if (field !== undefined && !/^(false|)$/i.test(field.rawText.trim())) notes.approximated('some-only', field);
    }
    const closing = input.child('autoCloseFailed');
    if (closing !== undefined && /^true$/i.test(closing.rawText.trim())) notes.approximated('closing', closing);
    const report = events.some(({ event }) => event === MERGE) ? readReport(input) : null;
    const project = isOld ? input.textOf('projectPath').trim() : '';
    leaveOutRest(input, (rest) => notes.dropped('options', rest));
    if (events.length === 0) return {};

    const named = { name: project, branches: branches.map(({ regex }) => regex), files: [], irrelevantFiles: [] };
    const matchers: TriggerMatchers = { branches, files: [], irrelevantFiles: [] };
    const trigger: EventTrigger = {
      kind: 'events',
      driver: 'gitlab',
      events,
      projects: project === '' ? [] : [named],
      ...(project === '' && branches.length > 0 && { matchers }),
      report,
      at: input.at,
    };
    return { triggers: [trigger] };
  },
});

function readEvents(input: Element, notes: Notes<Code>): readonly TriggerEvent[] {
  const usual: Readonly<Record<string, boolean>> = { triggerOnPush: true, triggerOnMergeRequest: true };
  const events = FIELDS.filter(([field]) => input.booleanOf(field, usual[field])).map(([, event]) => event);
  const again = input.textOf('triggerOpenMergeRequestOnPush', 'never').trim();
  if (/^(source|both)$/.test(again) && input.booleanOf('triggerOnMergeRequest', true)) {
    events.push({ event: MERGE, action: 'changed' });
  } else input.child('triggerOpenMergeRequestOnPush')?.judgeAll('dropped');
  if (input.booleanOf('triggerOnNoteRequest', true)) events.push(...comment(input.child('noteRegex'), notes));
  return events;
}

/** It looked for merge requests at certain times; Zuul hears of them. */
function readOldEvents(input: Element, notes: Notes<Code>): readonly TriggerEvent[] {
  const actions = ['opened', 'changed'].map((action) => ({ event: MERGE, action }));
  return [...actions, ...comment(input.child('triggerComment'), notes)];
}

function comment(field: Element | undefined, notes: Notes<Code>): readonly TriggerEvent[] {
  const text = field?.text().trim() ?? '';
  const regex = text === '' ? undefined : re2(text);
  if (text !== '' && regex === undefined) notes.needsHuman('comment', field!);
  return regex === undefined ? [] : [{ event: MERGE, action: 'comment', comment: regex }];
}

/** By names with wildcards, or by one regular expression for the target branch. Source: BranchFilterFactory. */
function readBranches(input: Element, notes: Notes<Code>): TriggerMatchers['branches'] {
  const type = (input.child('branchFilterType') ?? input.child('branchFilterName'))?.text().trim() ?? '';
  const field = input.child('targetBranchRegex');
  const only = input.child('includeBranchesSpec');
  const not = input.child('excludeBranchesSpec');
  const byRegex = type === 'RegexBasedFilter' || (type === '' && (field?.rawText.trim() ?? '') !== '');
  if (byRegex) {
    const text = field?.text().trim() ?? '';
    const regex = text === '' ? undefined : re2Whole(text);
    if (text !== '' && regex === undefined) notes.needsHuman('branches', field!);
    return regex === undefined ? [] : [{ regex: `^${regex}` }];
  }
  const used = type === 'NameBasedFilter' || type === '';
  const included = used ? names(only) : [];
  const excluded = used ? names(not) : [];
  if (included.length > 0 && excluded.length > 0) notes.approximated('branches', not!);
  if (included.length > 0) return included.map((name) => ({ regex: `^${name}$` }));
  return excluded.length === 0 ? [] : [{ regex: `^(?:${excluded.join('|')})$`, negate: true }];
}

/** Names between commas, with Ant's wildcards: a star fits anything. */
function names(field: Element | undefined): readonly string[] {
  return (field?.text() ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => escapeRegex(name).replaceAll(/(?:\\\*)+/g, '.*'));
}

function readReport(input: Element): EventTrigger['report'] {
  const success: Record<string, boolean> = {};
  const failure: Record<string, boolean> = {};
  if (input.booleanOf('addNoteOnMergeRequest')) success['comment'] = failure['comment'] = true;
  if (input.booleanOf('addVoteOnMergeRequest')) [success['approval'], failure['approval']] = [true, false];
  const merges = ['acceptMergeRequestOnSuccess', 'autoMergePassed'].map((name) => input.booleanOf(name));
  if (merges.includes(true)) success['merge'] = true;
  return { success, failure };
}
