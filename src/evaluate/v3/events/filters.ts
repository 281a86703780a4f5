import type { Place } from '../../../model/place.js';
import type { TextPattern } from './text-pattern.js';

/** A value as the configuration has it, where Zuul compares it as it is. */
export type PlainValue = string | number | boolean | null;

/** One approval under `require` or `reject`: a vote has to meet all of it. Zuul source: `GerritRefFilter`. */
export interface ApprovalFilter {
  /** In the order of the file. */
  readonly parts: readonly ApprovalPart[];
  /** As written, for messages. */
  readonly words: string;
}

export type ApprovalPart =
  | { readonly kind: 'username' | 'email'; readonly pattern: TextPattern }
  | { readonly kind: 'newer-than' | 'older-than'; readonly seconds: number }
  | { readonly kind: 'label'; readonly label: string; readonly values: readonly PlainValue[] };

/** What `require` or `reject` says about changes of one Gerrit connection. */
export interface RequirementFilter {
  readonly kind: 'require' | 'reject';
  readonly connection: string;
  /** What has to be; `reject: {open: true}` has the value false here. */
  readonly open: boolean | undefined;
  readonly current: boolean | undefined;
  readonly wip: boolean | undefined;
  readonly statuses: readonly PlainValue[];
  readonly hashtags: readonly TextPattern[];
  readonly approvals: readonly ApprovalFilter[];
}

/** One entry of Gerrit's list of triggers. Zuul source: `GerritEventFilter`. */
export interface GerritTrigger {
  readonly driver: 'gerrit';
  readonly connection: string;
  /** Empty: every event. */
  readonly types: readonly string[];
  readonly branches: readonly TextPattern[];
  readonly refs: readonly TextPattern[];
  readonly ignoreDeletes: boolean;
  readonly comments: readonly TextPattern[];
  readonly emails: readonly TextPattern[];
  readonly usernames: readonly TextPattern[];
  /** Label → value, as written. */
  readonly approvals: ReadonlyMap<string, PlainValue>;
  readonly approvalChanges: ReadonlyMap<string, PlainValue>;
  readonly added: readonly TextPattern[];
  readonly removed: readonly TextPattern[];
  readonly uuid: string | undefined;
  readonly scheme: string | undefined;
  readonly require: RequirementFilter | undefined;
  readonly reject: RequirementFilter | undefined;
  readonly at: Place;
}

/** The git driver's: refs that it sees move. */
export interface GitTrigger {
  readonly driver: 'git';
  readonly connection: string;
  readonly refs: readonly TextPattern[];
  readonly ignoreDeletes: boolean;
  readonly at: Place;
}

export interface TimerTrigger {
  readonly driver: 'timer';
  readonly time: string;
  /** Why this time never comes. */
  readonly never: string | undefined;
  readonly at: Place;
}

/** Zuul's own: `project-change-merged`, `parent-change-enqueued`. */
export interface ZuulTrigger {
  readonly driver: 'zuul';
  readonly events: readonly string[];
  readonly at: Place;
}

/** A driver whose filters nothing here judges. */
export interface UnjudgedTrigger {
  readonly driver: 'unjudged';
  readonly name: string;
  readonly at: Place;
}

export type Trigger = GerritTrigger | GitTrigger | TimerTrigger | ZuulTrigger | UnjudgedTrigger;

/** How items get into one pipeline. */
export interface PipelineFilters {
  readonly name: string;
  readonly manager: string;
  readonly allowOtherConnections: boolean;
  readonly connections: readonly string[];
  /** In the order of the file; the first that lets an event in decides. */
  readonly triggers: readonly Trigger[];
  /** `require` of all connections, then `reject`. Those of Gerrit alone. */
  readonly requirements: readonly RequirementFilter[];
}
