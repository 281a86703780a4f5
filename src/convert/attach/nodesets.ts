import type { Finding } from '../../model/finding.js';
import type { Place } from '../../model/place.js';
import type { BranchImages, LabelRule, NodesetPin, Settings } from '../../model/settings.js';
import type { NodesetByBranch, ZuulNodeset } from '../../model/zuul.js';
import {
  alternativesOf,
  fitsLabels,
  parseLabelExpression,
  printLabelExpression,
  type LabelExpression,
} from '../../read/jenkins/label-expression.js';
import { isListed } from '../layout/names.js';
import { makeNodesets } from './make-nodesets.js';
import { slug } from './slug.js';

type Chosen = string | NodesetByBranch;

/** What a job's label expression becomes. */
export interface NodesetChoice {
  readonly nodeset: Chosen;
  readonly findings: readonly Finding[];
  /** Why the job is pinned, a line each. */
  readonly comment?: readonly string[];
}

/** Collects the nodesets that the jobs of an estate need. */
export interface Nodesets {
  /**
   * The nodeset for a Jenkins label expression; `undefined` stands for a job that may run on any node.
   * @param at Where the label stands, or the job that has none.
   * @param v3Name Name of the job in Zuul v3; default: as in v2.
   */
  choose(label: string | undefined, job: string, at: Place, v3Name?: string): NodesetChoice;
  /** The nodeset of a job that runs nothing: it has no nodes. */
  none(): string;
  /** What jobs get that people write themselves; `undefined` where the settings do not say. */
  native(): Chosen | undefined;
  /** What the settings say in vain: pins of jobs that are not written. Ask when all jobs have chosen. */
  unused(): readonly Finding[];
  /** What was chosen so far, by name. */
  all(): readonly ZuulNodeset[];
}

/**
 * Zuul reference: Nodeset (`nodes`, `alternatives`, the latter since 7.0). Jenkins: label expressions. In this order: a pin, what
 * the settings say for the expression, the image for what the job is (legacy or native), the labels on offer that fit, and
 * without all that one node with the label itself; `a || b` are alternatives, tried in order.
 *
 * @param fallback Label of jobs that have none; every converted job needs a node, or its playbooks would do nothing and pass.
 */
export function collectNodesets(settings: Settings, fallback: string): Nodesets {
  const { labels, offered, legacy, native, nativeJobs, pins } = settings.nodesets;
  const rules = rulesByExpression(labels);
  const made = makeNodesets(namesIn(settings));
  const nodes = Object.entries(offered).map(([name, more]) => ({ name, labels: new Set([name, ...more]) }));
  const pinned = new Set<NodesetPin>();

  const ofImage = (name: string, label = name): string =>
    made.single(name, Object.hasOwn(offered, name) ? name : slug(label));
  const fitting = (expression: LabelExpression): readonly string[] =>
    nodes.filter(({ labels: own }) => fitsLabels(expression, own)).map(({ name }) => ofImage(name));

  /** @param rest What holds on branches that no pattern fits. */
  const ofImages = (images: BranchImages, label: string | undefined, rest: () => Chosen): Chosen => {
    const end = images.findIndex(({ branches }) => branches === undefined);
    const byBranch = (end < 0 ? images : images.slice(0, end)).map(({ branches, nodeset }) => ({
      branches: branches!,
      nodeset: ofImage(nodeset, label),
    }));
    const last = end < 0 ? rest() : ofImage(images[end]!.nodeset, label);
    if (byBranch.length === 0) return last;
    return typeof last === 'string'
      ? { name: last, byBranch }
      : { name: last.name, byBranch: [...byBranch, ...last.byBranch] };
  };

  /** What the settings say for an expression as it is written, or written otherwise. */
  const ofRule = (text: string, state: keyof LabelRule, rest: () => Chosen): Chosen | undefined => {
    const parsed = parseLabelExpression(text);
    const rule = Object.hasOwn(labels, text) ? labels[text] : parsed && rules.get(printLabelExpression(parsed));
    const images = rule?.[state] ?? [];
    return images.length === 0 ? undefined : ofImages(images, isOwn(rule!) ? text : undefined, rest);
  };

  /** The nodesets that one side of `||` stands for. */
  const ofPart = (part: LabelExpression, state: keyof LabelRule): readonly string[] | undefined => {
    const text = printLabelExpression(part);
    const ruled = ofRule(text, state, () => made.single(slug(text), slug(text)));
    // Alternatives cannot differ by branch.
    if (ruled !== undefined) return typeof ruled === 'string' ? [ruled] : undefined;
    const found = fitting(part);
    if (found.length > 0) return found;
    return part.kind === 'label' ? [made.single(slug(part.name), slug(part.name))] : undefined;
  };

  const ofExpression = (label: string, job: string, at: Place, state: keyof LabelRule): NodesetChoice => {
    const parsed = parseLabelExpression(label);
    const parts = parsed === undefined ? [] : alternativesOf(parsed).map((part) => ofPart(part, state));
    const known = parts.flatMap((part) => part ?? []);
    if (parsed !== undefined && parts.every((part) => part !== undefined)) {
      return { nodeset: made.alternatives(label, known), findings: [] };
    }
    const message =
      nodes.length === 0
        ? `The label expression "${label}" has no counterpart in Zuul. Its nodes need a label of their own: offer ${slug(label)}, or map the expression below nodesets in the settings.`
        : `None of the labels on offer fits the label expression "${label}". Its nodes need a label of their own: offer ${slug(label)}, or map the expression below nodesets, labels in the settings.`;
    return {
      nodeset: made.single(slug(label), slug(label)),
      findings: [finding('needs-human', 'nodeset/expression', message, job, at)],
    };
  };

  /** What a job has where no image is said for what it is. */
  const byLabel = (label: string, job: string, at: Place, state: keyof LabelRule): NodesetChoice => {
    if (label !== '') return ofExpression(label, job, at, state);
    const plain = (): Chosen => ofExpression(fallback, job, at, state).nodeset;
    const message = `The job may run on any node of Jenkins. It gets nodes with the label ${fallback}; name another one as default-label in the settings, or give the job a label.`;
    return {
      nodeset: ofRule(fallback, state, plain) ?? plain(),
      findings: [finding('approximated', 'nodeset/no-label', message, job, at)],
    };
  };

  const unpinned = (label: string, job: string, at: Place, state: keyof LabelRule): NodesetChoice => {
    const usual = (): Chosen => byLabel(label, job, at, state).nodeset;
    const ruled = label === '' ? undefined : ofRule(label, state, usual);
    if (ruled !== undefined) return { nodeset: ruled, findings: [] };
    const images = state === 'native' ? native : legacy;
    if (images.length === 0) return byLabel(label, job, at, state);
    const main = images.find(({ branches }) => branches === undefined)?.nodeset;
    const parsed = parseLabelExpression(label);
    const fits = parsed === undefined ? [] : nodes.filter(({ labels: own }) => fitsLabels(parsed, own));
    // What Jenkins asked for says nothing about a job that was written anew.
    const isMeant = state === 'native' || label === '' || label === main || fits.some(({ name }) => name === main);
    if (!isMeant && fits.length > 0) return byLabel(label, job, at, state);
    const message = `The job asked Jenkins for "${label}" and gets the legacy image, as the settings say nothing about that label. Map it below nodesets, labels if its nodes have something that the image lacks.`;
    return {
      nodeset: ofImages(images, undefined, usual),
      findings: isMeant ? [] : [finding('approximated', 'nodeset/image', message, job, at)],
    };
  };

  const choose: Nodesets['choose'] = (expression, job, at, v3Name = job) => {
    const label = expression?.trim() ?? '';
    const own = pins.filter((pin) => pin.job === v3Name || pin.job === job);
    for (const pin of own) pinned.add(pin);
    const state = isListed(v3Name, nativeJobs) || isListed(job, nativeJobs) ? 'native' : 'legacy';
    if (own.length === 0) return unpinned(label, job, at, state);
    const images = own.map((pin) => ({ branches: pin.branches, nodeset: pin.nodeset }));
    const findings: Finding[] = [];
    const rest = (): Chosen => {
      const choice = unpinned(label, job, at, state);
      findings.push(...choice.findings);
      return choice.nodeset;
    };
    return { nodeset: ofImages(images, undefined, rest), findings, comment: own.map(pinText) };
  };

  const unused = (): readonly Finding[] =>
    pins
      .filter((pin) => !pinned.has(pin))
      .map((pin) => {
        const message = `No job of that name is written, so ${pin.job} is not pinned to ${pin.nodeset}. Where people wrote it, give it that nodeset there; else remove the pin.`;
        return { outcome: 'needs-human', code: 'nodeset/pin-without-job', message, at: pin.at };
      });

  const nativeOf = (): Chosen =>
    ofImages(native, undefined, () => byLabel('', '', { file: '', line: 0 }, 'native').nodeset);
  return {
    choose,
    unused,
    none: made.none,
    native: () => (native.length === 0 ? undefined : nativeOf()),
    all: made.all,
  };
}

/** One nodeset, whatever the job is: then it is the label's own one, and its node has that label. */
function isOwn({ legacy, native }: LabelRule): boolean {
  const [one, other] = [legacy[0], native[0]];
  const isPlain = legacy.length === 1 && native.length === 1 && one?.branches === undefined;
  return isPlain && other?.branches === undefined && one?.nodeset === other?.nodeset;
}

/** The rules by one spelling of their expressions. */
function rulesByExpression(labels: Readonly<Record<string, LabelRule>>): ReadonlyMap<string, LabelRule> {
  const rules = new Map<string, LabelRule>();
  for (const [text, rule] of Object.entries(labels)) {
    const parsed = parseLabelExpression(text);
    if (parsed !== undefined) rules.set(printLabelExpression(parsed), rule);
  }
  return rules;
}

function namesIn({ nodesets: { labels, offered, legacy, native, pins } }: Settings): ReadonlySet<string> {
  const images = [...Object.values(labels).flatMap((rule) => [...rule.legacy, ...rule.native]), ...legacy, ...native];
  return new Set([...images, ...pins].map(({ nodeset }) => nodeset).concat(Object.keys(offered)));
}

/** A pin in one line, for the definition of its job. */
function pinText({ nodeset, branches, reason, owner, blocker, expires }: NodesetPin): string {
  const where = branches === undefined ? '' : ` on ${branches}`;
  const until = expires === undefined ? '' : ` until ${expires}`;
  const more = [reason, owner && `owner: ${owner}`, blocker && `waits for: ${blocker}`].filter(Boolean).join('; ');
  return `Pinned to ${nodeset}${where}${until}${more === '' ? '' : `: ${more}`}`;
}

function finding(outcome: Finding['outcome'], code: string, message: string, job: string, at: Place): Finding {
  return { outcome, code, message, at, job };
}
