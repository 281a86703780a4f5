import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { comparedList, comparedName, gerritEvent, gerritVariables } from '../../src/convert/elements/gerrit-trigger.js';
import { together } from '../../src/convert/elements/together.js';
import type { EventTrigger, ReportedValues, TriggerProject } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  variables:
    'Zuul does not tell jobs what these variables of the trigger held: let the scripts do without them, or ask Gerrit.',
  event: 'Zuul does not pass this event on: decide what shall start the job.',
  drafts: 'Gerrit has no drafts any more (since 2.15), so that this never started the job: left out.',
  'by-hand': 'A person started the job with this, which zuul-client enqueue does for every pipeline: left out.',
  'event-filter': 'Zuul cannot tell kinds of patch sets apart: it starts the job for all of them.',
  pattern:
    'This pattern cannot be said in the regular expressions of Zuul: attach the job to the project and write the matcher by hand.',
  topic:
    'Zuul does not look at topics: the job would run for all of them, so it is not attached. Decide what shall start it.',
  'forbidden-files':
    'One forbidden file was enough not to start the job. In Zuul it is left out only when all files are such.',
  dynamic: 'Which projects start the job is in a file on a web server: add them to the projects by hand.',
  dependencies: 'It waited for these jobs: add dependencies to the job where it stands in a project.',
  'default-votes': "The votes are those of the plugin's settings, which are not here: Verified 1 and -1 were taken.",
  message:
    'Jenkins put values into this message, which Zuul does not know: it says it its own way. Write a message for the pipeline.',
  options: 'How Jenkins worded and sent its reports has no counterpart.',
} as const;

type Code = keyof typeof FINDINGS;

/**
 * Gerrit Trigger plugin: events of Gerrit start the job for listed projects, branches and files, and it votes by itself.
 * Zuul reference: Gerrit driver; jenkins-elements: GerritTrigger.
 */
export default defineConverter({
  element: 'com.sonyericsson.hudson.plugins.gerrit.trigger.hudsontrigger.GerritTrigger',
  section: 'triggers',
  plugin: 'gerrit-trigger',
  summary: 'Starts a job at events of Gerrit, and votes',
  becomes: 'a pipeline with a Gerrit trigger, and project stanzas',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const projects = readProjects(input, notes);
    const events = readEvents(input.child('triggerOnEvents'), notes);
    const report = readReport(input, notes);
    const dependencies = input.child('dependencyJobsNames');
    if (dependencies !== undefined && dependencies.text().trim() !== '')
      notes.approximated('dependencies', dependencies);
    const isDynamic = input.booleanOf('dynamicTriggerConfiguration');
    if (!isDynamic) input.child('triggerConfigURL')?.judgeAll('dropped');
    else notes.needsHuman('dynamic', input.child('triggerConfigURL') ?? input.need('dynamicTriggerConfiguration'));

    const messages = report === null ? {} : readMessages(input, notes);
    const { known, unknown } = gerritVariables(input);
    const first = input.child('triggerOnEvents')?.elements[0];
    if (unknown.length > 0 && first !== undefined) notes.approximated('variables', first, `(${unknown.join(', ')})`);

    const rest = input.elements.filter((element) => !READ.has(element.name) && !element.name.startsWith('gerritBuild'));
    together(
      rest.filter(({ isLeaf, state }) => !isLeaf || state === 'unread'),
      'dropped',
      (first) => notes.dropped('options', first),
    );
    const environment = Object.keys(known).length === 0 ? {} : { environment: known };
    if (events.length === 0 || projects.length === 0) return environment;
    const common = { kind: 'events', driver: 'gerrit', events, projects, report, at: input.at } as const;
    const trigger: EventTrigger = { ...common, ...(Object.keys(messages).length > 0 && { messages }) };
    return { ...environment, triggers: [trigger] };
  },
});

const READ = new Set([
  'gerritProjects',
  'triggerOnEvents',
  'dependencyJobsNames',
  'dynamicTriggerConfiguration',
  'triggerConfigURL',
  'silentMode',
  'skipVote',
]);

function readEvents(list: Element | undefined, notes: Notes<Code>): EventTrigger['events'] {
  const elements = list?.children() ?? [];
  const events = elements.flatMap((element) => {
    const event = gerritEvent(element);
    if (element.type.endsWith('.PluginDraftPublishedEvent')) notes.dropped('drafts', element);
    else if (element.type.endsWith('.PluginManualEvent')) notes.dropped('by-hand', element);
    else if (event === undefined) notes.needsHuman('event', element);
    const filters = element.elements.filter(({ name }) => name.startsWith('exclude'));
    const active = filters.filter((filter) => /^true$/i.test(filter.rawText.trim()));
    for (const filter of filters) if (!active.includes(filter)) filter.judgeAll('dropped');
    together(active, 'approximated', (first) => notes.approximated('event-filter', first));
    return event === undefined ? [] : [event];
  });
  return events;
}

function readProjects(input: Element, notes: Notes<Code>): TriggerProject[] {
  return (input.child('gerritProjects')?.children() ?? []).flatMap((project) => {
    let isFaulty = false;
    const fault = (element: Element): void => {
      isFaulty = true;
      notes.needsHuman('pattern', element);
    };
    const name = comparedName(project);
    if (name === undefined) fault(project);
    const topics = project.child('topics');
    const hasTopics = topics !== undefined && topics.children().length > 0;
    if (hasTopics) notes.needsHuman('topic', topics);
    const branches = comparedList(project.child('branches'), fault);
    const files = comparedList(project.child('filePaths'), fault);
    const forbidden = project.child('forbiddenFilePaths');
    const irrelevantFiles = comparedList(forbidden, fault);
    const strict = project.child('disableStrictForbiddenFileVerification');
    if (irrelevantFiles.length === 0) strict?.judgeAll('dropped');
    else if (!project.booleanOf('disableStrictForbiddenFileVerification'))
      notes.approximated('forbidden-files', strict ?? forbidden!);
    return name === undefined || isFaulty || hasTopics ? [] : [{ name, branches, files, irrelevantFiles }];
  });
}

const LABELS = { Verified: 'Verified', CodeReview: 'Code-Review' } as const;

function readReport(input: Element, notes: Notes<Code>): EventTrigger['report'] {
  const skip = input.child('skipVote');
  const votes = input.elements.filter(({ name }) => name.startsWith('gerritBuild'));
  if (input.booleanOf('silentMode')) {
    for (const element of [...votes, skip]) element?.judgeAll('dropped');
    return null;
  }
  const result = { success: readVotes(input, 'Successful', 1), failure: readVotes(input, 'Failed', -1) };
  const others = votes.filter(({ name }) => !/^gerritBuild(Successful|Failed)/.test(name));
  for (const other of others) other.judgeAll('dropped');
  if (votes.every((vote) => others.includes(vote))) {
    const at = input.child('silentMode') ?? input.child('skipVote');
    if (at !== undefined) notes.approximated('default-votes', at);
  }
  const skipped = (name: string): boolean => skip?.booleanOf(name) ?? false;
  for (const name of ['onUnstable', 'onNotBuilt', 'onAborted']) skip?.child(name)?.judgeAll('dropped');
  const notify = readNotify(input);
  return {
    success: { ...(skipped('onSuccessful') ? {} : result.success), ...notify },
    failure: { ...(skipped('onFailed') ? {} : result.failure), ...notify },
  };
}

const MESSAGES = {
  start: 'buildStartMessage',
  success: 'buildSuccessfulMessage',
  failure: 'buildFailureMessage',
} as const;

/** Words of Jenkins' reports; with variables in them they are nothing for Zuul. */
function readMessages(input: Element, notes: Notes<Code>): NonNullable<EventTrigger['messages']> {
  const messages: Record<string, string> = {};
  for (const [when, name] of Object.entries(MESSAGES)) {
    const field = input.child(name);
    const text = field?.rawText.trim() ?? '';
    if (field === undefined || text === '') continue;
    if (/[$<{]/.test(text)) notes.approximated('message', field);
    else messages[when] = field.text().trim();
  }
  return messages;
}

/** Whom Gerrit tells of a report. Zuul reference: Gerrit reporter, `notify`. */
function readNotify(input: Element): ReportedValues {
  const level = input.child('notificationLevel');
  const word = level?.rawText.trim() ?? '';
  if (!/^(NONE|OWNER|OWNER_REVIEWERS|ALL)$/.test(word)) return {};
  return { notify: level!.text().trim() };
}

function readVotes(input: Element, result: string, usual: number): ReportedValues {
  const votes: Record<string, number> = {};
  for (const [word, label] of Object.entries(LABELS)) {
    const value = input.child(`gerritBuild${result}${word}Value`)?.integer();
    if (value !== undefined && value !== 0) votes[label] = value;
  }
  return Object.keys(votes).length === 0 && input.child(`gerritBuild${result}VerifiedValue`) === undefined
    ? { Verified: usual }
    : votes;
}
