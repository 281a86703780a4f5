import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { escapeRegex } from '../../src/convert/elements/ant-regex.js';
import { re2, re2Whole } from '../../src/convert/elements/java-regex.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { together } from '../../src/convert/elements/together.js';
import type { EventTrigger, TriggerEvent, TriggerMatchers, TriggerRequirements } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  people:
    'Only some people could start the job. Zuul starts it for everybody: require a review or a label if that matters.',
  'more-people': 'Belongs to the people who could start the job: see there.',
  phrase: 'This phrase cannot be said in the regular expressions of Zuul: write the comment of the trigger by hand.',
  pattern: 'This pattern cannot be said in the regular expressions of Zuul: write the matcher by hand.',
  labels: 'One of these labels was enough. In Zuul all of them have to be there.',
  'both-lists': 'These branches were left out of those that are named: name the branches by hand.',
  'skip-phrase': 'Pull requests with this phrase were not built. Zuul builds them: reject a label instead.',
  closing: 'Jenkins closed pull requests that failed. Zuul does not.',
  options: 'Zuul does this its own way, or it has no counterpart.',
} as const;

type Code = keyof typeof FINDINGS;

/** Actions on a pull request after which Jenkins built it. */
const ACTIONS = ['opened', 'changed', 'reopened'] as const;

const PEOPLE = ['adminlist', 'whitelist', 'orgslist'];

/**
 * GitHub Pull Request Builder: events of pull requests start the job, a status tells its result. Branches and regions are
 * regular expressions that fit a whole name. Source: GhprbTrigger, GhprbPullRequest. Zuul reference: GitHub driver.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.ghprb.GhprbTrigger',
  section: 'triggers',
  plugin: 'ghprb',
  summary: 'Starts a job for pull requests on GitHub',
  becomes: 'a pipeline with the pull request events of GitHub',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const events = readEvents(input, notes);
    const matchers: TriggerMatchers = {
      branches: readBranches(input, notes),
      files: readLines(input.child('includedRegions'), notes),
      irrelevantFiles: readLines(input.child('excludedRegions'), notes),
    };
    const wanted = labelsIn(input.child('whiteListLabels'));
    if (wanted.length > 1) notes.approximated('labels', input.need('whiteListLabels'));
    const require: TriggerRequirements = wanted.length === 0 ? {} : { label: wanted };
    const unwanted = labelsIn(input.child('blackListLabels'));
    const reject: TriggerRequirements = unwanted.length === 0 ? {} : { label: unwanted };

    readPeople(input, notes);
    const skip = input.child('skipBuildPhrase');
    if (skip !== undefined && skip.rawText.trim() !== '') notes.approximated('skip-phrase', skip);
    const closing = input.child('autoCloseFailedPullRequests');
    if (closing !== undefined && /^true$/i.test(closing.rawText.trim())) notes.approximated('closing', closing);
    leaveOutRest(input, (rest) => notes.dropped('options', rest));
    if (events.length === 0) return {};
    const hasMatchers = Object.values(matchers).some((list: readonly unknown[]) => list.length > 0);
    const trigger: EventTrigger = {
      kind: 'events',
      driver: 'github',
      events,
      projects: [],
      ...(hasMatchers && { matchers }),
      ...(wanted.length > 0 && { require }),
      ...(unwanted.length > 0 && { reject }),
      report: { success: { status: 'success' }, failure: { status: 'failure' } },
      at: input.at,
    };
    return { triggers: [trigger] };
  },
});

function readEvents(input: Element, notes: Notes<Code>): readonly TriggerEvent[] {
  const phrase = input.child('triggerPhrase');
  const text = phrase?.text().trim() ?? '';
  // The phrase is looked for anywhere in the comment, as Zuul does too, whatever the case.
  const comment = text === '' ? undefined : re2(text.startsWith('(?i)') ? text : `(?i)${text}`);
  if (text !== '' && comment === undefined) notes.needsHuman('phrase', phrase!);
  const onPush = input.booleanOf('onlyTriggerPhrase')
    ? []
    : ACTIONS.map((action) => ({ event: 'pull_request', action }));
  return comment === undefined ? onPush : [...onPush, { event: 'pull_request', action: 'comment', comment }];
}

/** A list of which one entry has to fit, or of which none may. Zuul's branches are joined by "or": the second is one expression. */
function readBranches(input: Element, notes: Notes<Code>): TriggerMatchers['branches'] {
  const [white, black] = ['whiteListTargetBranches', 'blackListTargetBranches'].map((name) => input.child(name));
  const only = readEntries(white, notes);
  const not = readEntries(black, notes);
  if (only.length > 0 && not.length > 0) notes.approximated('both-lists', black!);
  if (only.length > 0) return only.map((regex) => ({ regex }));
  return not.length === 0
    ? []
    : [{ regex: `^(?:${not.map((one) => one.replace(/^\^/, '')).join('|')})`, negate: true }];
}

function readEntries(list: Element | undefined, notes: Notes<Code>): readonly string[] {
  return (list?.children() ?? []).flatMap((entry) => {
    const branch = entry.child('branch');
    return branch === undefined ? [] : readPattern(branch, branch.text(), notes);
  });
}

/** Lines of an element, each a regular expression for whole paths. */
function readLines(field: Element | undefined, notes: Notes<Code>): readonly string[] {
  return (field?.text() ?? '').split('\n').flatMap((line) => readPattern(field!, line, notes));
}

function readPattern(at: Element, text: string, notes: Notes<Code>): readonly string[] {
  const plain = text.trim();
  if (plain === '') return [];
  if (/^[\w/-]+$/.test(plain)) return [`^${escapeRegex(plain)}$`];
  const regex = re2Whole(plain);
  if (regex === undefined) notes.needsHuman('pattern', at);
  return regex === undefined ? [] : [`^${regex}`];
}

function labelsIn(field: Element | undefined): readonly string[] {
  return (field?.text() ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function readPeople(input: Element, notes: Notes<Code>): void {
  const named = PEOPLE.map((name) => input.child(name)).filter(
    (list) => list !== undefined && list.rawText.trim() !== '',
  ) as Element[];
  const [first, ...others] = named;
  if (first === undefined) return;
  if (/^true$/i.test(input.child('permitAll')?.rawText.trim() ?? '')) {
    for (const list of named) list.judgeAll('dropped');
    return;
  }
  notes.approximated('people', first);
  together(others, 'dropped', (other) => notes.dropped('more-people', other));
}
