import type { TriggerEvent } from '../../model/jenkins-job.js';
import { jinja, type Template } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { re2Error } from '../../regex/re2.js';
import { antRegex, escapeRegex } from './ant-regex.js';
import { javaToPython, wholeMatch } from './java-regex.js';

/** Classes of the Gerrit Trigger plugin → events of Zuul's Gerrit driver. */
const EVENTS: Readonly<Record<string, string>> = {
  PluginPatchsetCreatedEvent: 'patchset-created',
  PluginChangeMergedEvent: 'change-merged',
  PluginChangeAbandonedEvent: 'change-abandoned',
  PluginChangeRestoredEvent: 'change-restored',
  PluginRefUpdatedEvent: 'ref-updated',
  PluginCommentAddedEvent: 'comment-added',
  PluginCommentAddedContainsEvent: 'comment-added',
  PluginTopicChangedEvent: 'topic-changed',
  PluginWipStateChangedEvent: 'wip-state-changed',
  PluginPrivateStateChangedEvent: 'private-state-changed',
  PluginHashtagsChangedEvent: 'hashtags-changed',
  PluginChangeDeletedEvent: 'change-deleted',
};

/** Categories of votes before Gerrit 2.6 → labels. */
const CATEGORIES: Readonly<Record<string, string>> = { CRVW: 'Code-Review', VRIF: 'Verified' };

/** An event of Zuul for one of the plugin; nothing for one that Zuul does not pass on. */
export function gerritEvent(element: Element): TriggerEvent | undefined {
  const kind = element.type.split('.').at(-1)!;
  const event = EVENTS[kind];
  if (event === undefined) return undefined;
  element.children();
  if (kind === 'PluginCommentAddedContainsEvent') {
    const comment = javaToPython(element.need('commentAddedCommentContains').text().trim());
    return comment === undefined || re2Error(comment) !== undefined ? undefined : { event, comment };
  }
  if (kind !== 'PluginCommentAddedEvent') return { event };
  const category = element.need('verdictCategory').text().trim();
  const value = element.need('commentAddedTriggerApprovalValue').integer();
  return value === undefined ? undefined : { event, approval: [{ [CATEGORIES[category] ?? category]: value }] };
}

/**
 * A regular expression for a pattern with `compareType` (PLAIN, ANT, REG_EXP); nothing for one that RE2 cannot say.
 * Source: Gerrit Trigger plugin, CompareType.
 */
export function comparedRegex(element: Element): string | undefined {
  const pattern = element.need('pattern').text().trim();
  switch (element.textOf('compareType', 'PLAIN').trim()) {
    case 'ANT':
      return antRegex(pattern);
    case 'REG_EXP': {
      const python = javaToPython(pattern);
      const regex = python === undefined ? undefined : `^${wholeMatch(python)}`;
      return regex === undefined || re2Error(regex) !== undefined ? undefined : regex;
    }
    case 'PLAIN':
      return `^${escapeRegex(pattern)}$`;
    default:
      return undefined;
  }
}

/** Name of a project for Zuul: as it is, or as a regular expression where it has wildcards. */
export function comparedName(element: Element): string | undefined {
  const pattern = element.need('pattern').text().trim();
  const type = element.textOf('compareType', 'PLAIN').trim();
  return type === 'PLAIN' || (type === 'ANT' && !/[*?]/.test(pattern)) ? pattern : comparedRegex(element);
}

/** Matchers for a list of patterns; none where one of them fits everything. Patterns that cannot be said are told. */
export function comparedList(list: Element | undefined, onFault: (element: Element) => void): readonly string[] {
  const regexes: string[] = [];
  let isAny = false;
  for (const element of list?.children() ?? []) {
    const regex = comparedRegex(element);
    if (regex === undefined) onFault(element);
    else if (regex === '^.*$') isAny = true;
    else regexes.push(regex);
  }
  return isAny ? [] : regexes;
}

const COMMIT = "{{ zuul.commit_id | default(zuul.newrev | default('')) }}";

/** Variables of the plugin that Zuul has as well. Zuul reference: Job variables. */
const VARIABLES: Readonly<Record<string, string>> = {
  GERRIT_PROJECT: '{{ zuul.project.name }}',
  GERRIT_BRANCH: "{{ zuul.branch | default('') }}",
  GERRIT_CHANGE_NUMBER: "{{ zuul.change | default('') }}",
  GERRIT_CHANGE_URL: "{{ zuul.change_url | default('') }}",
  GERRIT_PATCHSET_NUMBER: "{{ zuul.patchset | default('') }}",
  GERRIT_PATCHSET_REVISION: COMMIT,
  GERRIT_REFSPEC: '{{ zuul.ref }}',
  GERRIT_TOPIC: "{{ zuul.topic | default('') }}",
  GERRIT_CHANGE_ID:
    "{{ zuul.change_message | default('') | regex_findall('(?m)^Change-Id: (I[0-9a-f]+)') | last | default('') }}",
  GERRIT_REFNAME: '{{ zuul.ref }}',
  GERRIT_OLDREV: "{{ zuul.oldrev | default('') }}",
  GERRIT_NEWREV: "{{ zuul.newrev | default('') }}",
};

/**
 * The variables of the plugin that the job names, outside of its checkout and of the trigger itself: those that Zuul has too,
 * and names of the others. Marks nothing.
 */
export function gerritVariables(trigger: Element): {
  readonly known: Readonly<Record<string, Template>>;
  readonly unknown: readonly string[];
} {
  let root = trigger;
  while (root.parent !== undefined) root = root.parent;
  const names = new Set<string>();
  const open = root === trigger ? [] : [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element === trigger || element.name === 'scm') continue;
    for (const [name] of element.rawText.matchAll(/\bGERRIT_[A-Z_]+\b/g)) names.add(name);
    open.push(...element.elements);
  }
  const sorted = [...names].sort();
  const known = sorted.filter((name) => name in VARIABLES).map((name) => [name, jinja(VARIABLES[name]!)] as const);
  return { known: Object.fromEntries(known), unknown: sorted.filter((name) => !(name in VARIABLES)) };
}
