import type { Finding } from '../../model/finding.js';
import type { Place } from '../../model/place.js';
import type { Settings } from '../../model/settings.js';
import type { ZuulNodeset } from '../../model/zuul.js';
import { slug } from './slug.js';

/** What a job's label expression becomes. */
export interface NodesetChoice {
  readonly nodeset: string;
  readonly findings: readonly Finding[];
}

/** Collects the nodesets that the jobs of an estate need. */
export interface Nodesets {
  /**
   * The nodeset for a Jenkins label expression; `undefined` stands for a job that may run on any node.
   * @param at Where the label stands, or the job that has none.
   */
  choose(label: string | undefined, job: string, at: Place): NodesetChoice;
  /** The nodeset of a job that runs nothing: it has no nodes. */
  none(): string;
  /** What was chosen so far, by name. */
  all(): readonly ZuulNodeset[];
}

/** A label of Jenkins: no operators, no quotes. */
const ATOM = /^[^\s"&|!()<>-][^\s"&|!()<>]*$/;

/**
 * Zuul reference: Nodeset (`nodes`, `alternatives`, the latter since 7.0). Jenkins: label expressions. One label is a
 * nodeset of one node; `a || b` are alternatives, tried in order; every other expression needs a label of its own.
 *
 * @param fallback Label of jobs that have none; every converted job needs a node, or its playbooks would do nothing and pass.
 */
export function collectNodesets(settings: Settings, fallback: string): Nodesets {
  const made = new Map<string, ZuulNodeset>();
  const nodeset = (label: string): string => {
    const name = settings.nodesets[label] ?? slug(label);
    if (!made.has(name)) made.set(name, { name, nodes: [{ name: 'node', label: slug(label) }] });
    return name;
  };

  const choose = (expression: string | undefined, job: string, at: Place): NodesetChoice => {
    const label = expression?.trim() ?? '';
    if (label === '') {
      const message = `The job may run on any node of Jenkins. It gets nodes with the label ${fallback}; name another one as default-label in the settings, or give the job a label.`;
      return { nodeset: nodeset(fallback), findings: [finding('approximated', 'nodeset/no-label', message, job, at)] };
    }
    if (settings.nodesets[label] !== undefined || ATOM.test(label)) return { nodeset: nodeset(label), findings: [] };
    const alternatives = label.split('||').map((part) => part.trim());
    if (alternatives.length > 1 && alternatives.every((part) => ATOM.test(part))) {
      const name = slug(label);
      if (!made.has(name)) made.set(name, { name, nodes: [], alternatives: alternatives.map(nodeset) });
      return { nodeset: name, findings: [] };
    }
    const message = `The label expression "${label}" has no counterpart in Zuul. Its nodes need a label of their own: offer ${slug(label)}, or map the expression below nodesets in the settings.`;
    return { nodeset: nodeset(label), findings: [finding('needs-human', 'nodeset/expression', message, job, at)] };
  };
  const none = (): string => {
    let name = 'no-nodes';
    while ((made.get(name)?.nodes.length ?? 0) > 0) name = `${name}-at-all`;
    made.set(name, { name, nodes: [] });
    return name;
  };
  return { choose, none, all: () => [...made.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function finding(outcome: Finding['outcome'], code: string, message: string, job: string, at: Place): Finding {
  return { outcome, code, message, at, job };
}
