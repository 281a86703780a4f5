import type { Place } from './place.js';

/** A value with its place in the layout, so that findings can point at it. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Place;
}

/** Which Zuul v2 read the layout. Decides, among others, whether `noop` ties shared queues. */
export type ZuulV2Version = '2.5' | '2.6' | 'wikimedia';

/** One `skip-if` entry: all given keys must hold. Patterns are Python 2.7 regular expressions, matched from the start. */
export interface V2SkipIf {
  readonly project?: Placed<string>;
  readonly branch?: Placed<string>;
  readonly allFilesMatchAny?: readonly Placed<string>[];
  readonly at: Place;
}

/** One entry of `jobs:`. A name with a leading `^` is a pattern. Absent keys are absent, empty values too (v2 takes them as not set). */
export interface V2JobEntry {
  readonly name: Placed<string>;
  readonly voting?: Placed<boolean>;
  readonly branch?: readonly Placed<string>[];
  readonly files?: readonly Placed<string>[];
  readonly skipIf?: readonly V2SkipIf[];
  readonly successMessage?: Placed<string>;
  readonly failureMessage?: Placed<string>;
  readonly successPattern?: Placed<string>;
  readonly failurePattern?: Placed<string>;
  readonly parameterFunction?: Placed<string>;
  readonly queueName?: Placed<string>;
  readonly holdFollowingChanges?: Placed<boolean>;
  /** May be the empty string: that takes a mutex away again. */
  readonly mutex?: Placed<string>;
  readonly attempts?: Placed<number>;
  readonly tags?: readonly Placed<string>[];
  /** Names of swift destinations. */
  readonly swift?: readonly Placed<string>[];
  readonly comment?: readonly string[];
  readonly at: Place;
}

/** A node of a job list as v2 reads it: a job with the jobs that wait for it. */
export interface V2JobNode {
  readonly name: string;
  readonly at: Place;
  readonly children: readonly V2JobNode[];
  /**
   * Only where the node is one of several keys of a mapping: the names of all of them as written, in the order of the
   * file. Their nodes stand side by side and hold the same list. Python goes through them in an order of its own.
   */
  readonly mapping?: readonly string[];
  /** Only in templates that `expandTemplate` has still to expand: `name` stands where a list is meant, each letter of the expanded text is a job. */
  readonly letters?: true;
}

/** The job list of one pipeline, strings and nested lists already read the way v2 reads them (`check: abc` gives `a`, `b`, `c`). */
export interface V2Section {
  readonly pipeline: string;
  readonly jobs: readonly V2JobNode[];
  readonly at: Place;
}

/** A template as written: names may hold `{name}` and other `str.format` placeholders. */
export interface V2Template {
  readonly name: Placed<string>;
  readonly sections: readonly V2Section[];
  readonly comment?: readonly string[];
  readonly at: Place;
}

export interface V2TemplateCall {
  readonly name: Placed<string>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly at: Place;
}

export interface V2Project {
  readonly name: Placed<string>;
  readonly templates: readonly V2TemplateCall[];
  readonly mergeMode?: Placed<string>;
  readonly sections: readonly V2Section[];
  readonly comment?: readonly string[];
  readonly at: Place;
}

/** `true`, a number, a word, a list or a mapping below a pipeline's trigger, requirement or reporter, as PyYAML gave it. Values that come from one anchor are one object. */
export type V2Value = V2Scalar | V2List | V2Map;

export interface V2Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Place;
}

export interface V2List {
  readonly kind: 'list';
  readonly items: readonly V2Value[];
  /** Name of the YAML anchor, where the list has one. */
  readonly anchor?: string;
  readonly at: Place;
}

export interface V2Map {
  readonly kind: 'map';
  /** In the order of the file, merges resolved, last duplicate wins. */
  readonly entries: ReadonlyMap<string, V2Value>;
  readonly anchor?: string;
  readonly at: Place;
}

export interface V2Pipeline {
  readonly name: Placed<string>;
  readonly manager: 'independent' | 'dependent';
  /** Every other key as it stands, checked by the schema. Reading a value through `src/read/layout/` marks its leaf as read. */
  readonly keys: ReadonlyMap<string, V2Value>;
  readonly comment?: readonly string[];
  readonly at: Place;
}

export interface V2Layout {
  readonly file: string;
  /** Paths of the Python files of `includes`, as written. */
  readonly includes: readonly Placed<string>[];
  readonly pipelines: readonly V2Pipeline[];
  readonly jobs: readonly V2JobEntry[];
  readonly templates: readonly V2Template[];
  readonly projects: readonly V2Project[];
}
