import type { Finding } from '../model/finding.js';
import type { ItemFacts, ParameterAnswer, ParameterValue } from '../model/parameters.js';
import type { ParameterComparison, ParameterGroup, Standing } from '../model/verification.js';
import { putTogether } from './classify.js';
import { NotUnderstood, renderJinja, type JinjaMap, type JinjaValue } from './jinja.js';
import { PROBES, type Probe } from './probes.js';

/** A job that runs for an item in both systems. */
export interface ParameterUse {
  /** Name in v2. */
  readonly job: string;
  readonly project: string;
  readonly pipeline: string;
  readonly item: ItemFacts;
  /** How Zuul v3 calls the project and the pipeline. */
  readonly v3: { readonly project: string; readonly pipeline: string };
  /** Variables of the frozen job. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Job variable that holds what functions set; see the role jenkins-environment. */
const SET_PARAMETERS = 'zuul_v2_parameters';

const OFFLINE = 'OFFLINE_NODE_WHEN_COMPLETE';
const DEFAULT = '<default>';
const NONE = '<none>';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Compares the parameters that Zuul v2 sends with those that a frozen job of Zuul v3 has.
 *
 * @param uses With what the function does for each.
 * @param findings Of the conversion; they answer for what cannot be equal.
 */
export function compareParameters(
  uses: Iterable<readonly [ParameterUse, ParameterAnswer]>,
  findings: readonly Finding[],
): ParameterComparison {
  const counts = { asked: 0, equal: 0, announced: 0, unexplained: 0, values: 0 };
  const groups = new Map<string, Mutable<ParameterGroup> & { names: Set<string> }>();
  const ofCode = new Map<string, Finding[]>();
  for (const finding of findings) ofCode.set(finding.code, [...(ofCode.get(finding.code) ?? []), finding]);
  for (const [use, answer] of uses) {
    counts.asked += 1;
    let worst: Standing | 'equal' = 'equal';
    for (const { parameter, v2, v3, code } of differencesIn(use, answer, counts)) {
      const finding =
        code === undefined
          ? undefined
          : ofCode.get(code)?.find(({ message }) => parameter === '' || message.includes(`Here: ${parameter} of `));
      const standing: Standing = finding === undefined ? 'unexplained' : 'announced';
      if (worst !== 'unexplained') worst = standing;
      const key = JSON.stringify([standing, parameter, finding === undefined ? [v2, v3] : finding.message]);
      let group = groups.get(key);
      if (group === undefined) {
        const { job, project, pipeline, item } = use;
        const example = { job, project, pipeline, item };
        const by = finding && { code: finding.code, message: finding.message, at: finding.at };
        group = {
          standing,
          parameter,
          v2,
          v3,
          uses: 0,
          jobs: [],
          example,
          names: new Set(),
          ...(by && { announcedBy: by }),
        };
        groups.set(key, group);
      }
      group.uses += 1;
      group.names.add(use.job);
    }
    counts[worst] += 1;
  }
  const sorted = [...groups.values()]
    .map(({ names, ...group }) => ({ ...group, jobs: [...names].sort() }))
    .sort((a, b) => (a.standing === b.standing ? b.uses - a.uses : a.standing === 'unexplained' ? -1 : 1));
  return { ...counts, groups: sorted };
}

interface ParameterDifference {
  /** Empty: it is about all of them. */
  readonly parameter: string;
  readonly v2: string;
  readonly v3: string;
  /** Of the finding that would announce it. */
  readonly code?: string;
}

function differencesIn(use: ParameterUse, answer: ParameterAnswer, counts: { values: number }): ParameterDifference[] {
  const { parameters, error, unknown } = answer;
  if (error !== undefined)
    return [{ parameter: '', v2: `fails: ${error}`, v3: 'runs', code: 'parameter-function/fails' }];
  if (unknown !== undefined) {
    return [{ parameter: '', v2: `asks for ${unknown}`, v3: 'runs', code: 'parameter-function/unknown' }];
  }
  const given = use.variables[SET_PARAMETERS];
  const set = typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const names = [...new Set([...Object.keys(parameters), ...Object.keys(set)])].sort();
  const found: ParameterDifference[] = [];
  for (const parameter of names) {
    const value = parameters[parameter];
    counts.values += 1;
    if (value?.kind === 'varies') {
      found.push({ parameter, v2: 'follows from the change', v3: 'does not', code: 'parameter-function/varies' });
      continue;
    }
    const difference = PROBES.map((probe): ParameterDifference | undefined => {
      const [v2, v3] = [sentBy(value, probe), heldFor(set[parameter], Object.hasOwn(set, parameter), use, probe)];
      return v2 === v3 ? undefined : { parameter, v2, v3 };
    }).find((one) => one !== undefined);
    if (difference === undefined) continue;
    found.push({
      ...difference,
      code: parameter === OFFLINE ? 'parameter-function/offline-node' : 'parameter-function/no-words',
    });
  }
  return found;
}

/** In words that both sides share. */
function sentBy(value: Exclude<ParameterValue, { kind: 'varies' }> | undefined, probe: Probe): string {
  if (value === undefined) return 'left alone';
  if (value.kind === 'template') return shown(putTogether(value.parts, probe));
  return value.text === null ? 'not sent' : shown(value.text);
}

function heldFor(value: unknown, isThere: boolean, use: ParameterUse, probe: Probe): string {
  if (!isThere) return 'left alone';
  if (value === null) return 'not sent';
  let text = typeof value === 'string' ? value : JSON.stringify(value);
  try {
    if (text.includes('{{')) text = renderJinja(text, { ...(use.variables as JinjaMap), zuul: zuulOf(use, probe) });
  } catch (error) {
    if (error instanceof NotUnderstood) return `not understood: ${error.message}`;
    throw error;
  }
  if (text === DEFAULT) return 'left alone';
  return text === NONE ? 'not sent' : shown(text);
}

function shown(text: string): string {
  return JSON.stringify(text);
}

const HEADS = 'refs/heads/';
const TAGS = 'refs/tags/';

/** What Zuul v3 says of such a build. Zuul reference: Zuul variables. */
function zuulOf({ v3, item }: ParameterUse, probe: Probe): JinjaMap {
  const common: JinjaMap = {
    pipeline: v3.pipeline,
    project: { name: v3.project, short_name: v3.project.slice(v3.project.lastIndexOf('/') + 1) },
    build: probe.uuid,
  };
  if (item.kind === 'change') {
    const { number, patchset, refspec, url } = probe;
    return { ...common, branch: item.branch, change: number, patchset, ref: refspec, change_url: url };
  }
  // Timers are for the default branch, which nothing that a function does may depend on.
  if (item.kind === 'timer') return { ...common, branch: '?', ref: `${HEADS}?` };
  const ref = item.ref.startsWith('refs/') ? item.ref : `${HEADS}${item.ref}`;
  const revisions: Record<string, JinjaValue> = {
    ...(item.op === 'delete' ? {} : { newrev: probe.newrev }),
    ...(item.op === 'create' ? {} : { oldrev: probe.oldrev }),
  };
  const name: JinjaMap = ref.startsWith(HEADS)
    ? { branch: ref.slice(HEADS.length) }
    : ref.startsWith(TAGS)
      ? { tag: ref.slice(TAGS.length) }
      : {};
  return { ...common, ...revisions, ...name, ref };
}
