import type { Reason } from '../../../model/explanation.js';
import type { ItemKind, Scenario } from '../../../model/scenario.js';
import type { GerritTrigger, PipelineFilters, Trigger } from './filters.js';
import { branchOfRef, branchReason, refReason, typeReason } from './gerrit-trigger.js';
import { EventFailure } from './requirements.js';

/** The events of Gerrit that put a change into a pipeline, as the schema of a trigger lists them. */
const CHANGE_EVENTS: readonly string[] = [
  'patchset-created',
  'draft-published',
  'change-abandoned',
  'change-restored',
  'change-merged',
  'comment-added',
  'pending-check',
  'vote-deleted',
  'hashtags-changed',
  'wip-state-changed',
];

/** Patch sets are fetched from such refs: that of any change will do. */
const REF_OF_A_CHANGE = 'refs/changes/45/12345/2';

/** What an item is, without the project and the pipeline: conditions of triggers look at nothing else. */
type Item = Scenario extends infer Each ? (Each extends unknown ? Omit<Each, 'project' | 'pipeline'> : never) : never;

/**
 * Whether at least one trigger lets such an item in, as far as kind of event, branch, ref and deletion go. What is said
 * about comments, votes, people and the state of the change is left out.
 */
export function isTriggered({ triggers }: PipelineFilters, item: Item): boolean {
  for (const trigger of triggers) {
    const reason = reasonFor(trigger, item);
    if (reason === undefined) return true;
    // Zuul fails on the event: later triggers are not asked.
    if (reason.failed) return false;
  }
  return false;
}

/** Why each trigger lets such an item in or not, in the order of the file. */
export function triggerReasons({ triggers }: PipelineFilters, item: Item): readonly Reason[] {
  return triggers.map((trigger) => {
    const reason = reasonFor(trigger, item);
    return { text: `${nameOf(trigger)}: ${reason?.text ?? 'lets it in'}`, at: trigger.at };
  });
}

/** Kinds of item that some trigger lets in. */
export function kindsOf({ triggers }: PipelineFilters): readonly ItemKind[] {
  const lets = (kind: ItemKind): boolean => triggers.some((trigger) => takesKind(trigger, kind));
  return (['change', 'ref', 'timer'] as const).filter(lets);
}

function takesKind(trigger: Trigger, kind: ItemKind): boolean {
  switch (trigger.driver) {
    case 'gerrit':
      if (kind === 'timer') return false;
      return (kind === 'ref' ? ['ref-updated'] : CHANGE_EVENTS).some((type) => typeReason(trigger, type) === undefined);
    case 'git':
      return kind === 'ref';
    case 'timer':
      return kind === 'timer' && trigger.never === undefined;
    case 'zuul':
      return kind === 'change' && trigger.events.some((event) => event.includes('-change-'));
    case 'unjudged':
      return false;
  }
}

interface NotIn {
  readonly text: string;
  readonly failed: boolean;
}

function reasonFor(trigger: Trigger, item: Item): NotIn | undefined {
  const not = (text: string): NotIn => ({ text, failed: false });
  if (trigger.driver === 'unjudged') return not(`triggers of ${trigger.name} are not judged`);
  if (!takesKind(trigger, item.kind)) {
    const never = trigger.driver === 'timer' ? trigger.never : undefined;
    return not(never === undefined ? `${IN_WORDS[item.kind]} is nothing for it` : `the time never comes: ${never}`);
  }
  if (trigger.driver === 'timer' || trigger.driver === 'zuul') return undefined;
  try {
    const text = textReason(trigger, item);
    return text === undefined ? undefined : not(text);
  } catch (error) {
    if (error instanceof EventFailure) return { text: `Zuul fails: ${error.message}`, failed: true };
    throw error;
  }
}

function textReason(
  trigger: Exclude<Trigger, { driver: 'timer' | 'zuul' | 'unjudged' }>,
  item: Item,
): string | undefined {
  if (item.kind === 'timer') return undefined;
  if (item.kind === 'change') {
    return trigger.driver === 'git' ? undefined : changeReason(trigger, item.branch);
  }
  const branch = trigger.driver === 'gerrit' ? branchReason(trigger, branchOfRef(item.ref)) : undefined;
  const deleted = trigger.ignoreDeletes && item.op === 'delete' ? 'deleted refs are ignored' : undefined;
  return branch ?? refReason(trigger, item.ref) ?? deleted;
}

function changeReason(trigger: GerritTrigger, branch: string): string | undefined {
  return branchReason(trigger, branch) ?? refReason(trigger, REF_OF_A_CHANGE);
}

const IN_WORDS: Readonly<Record<ItemKind, string>> = { change: 'a change', ref: 'a ref', timer: 'the clock' };

function nameOf(trigger: Trigger): string {
  switch (trigger.driver) {
    case 'gerrit':
      return `${trigger.connection} ${trigger.types.join(' or ')}`.trimEnd();
    case 'git':
      return `${trigger.connection} ref-updated`;
    case 'timer':
      return `timer ${trigger.time}`;
    case 'zuul':
      return `zuul ${trigger.events.join(' or ')}`;
    case 'unjudged':
      return trigger.name;
  }
}
