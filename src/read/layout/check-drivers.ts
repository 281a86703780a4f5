import { isText, valueOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import { checkApprovals, approval, type TidiedApprovals } from './check-approvals.js';
import {
  anyMapping,
  fault,
  fields,
  fieldsOf,
  hint,
  isAsciiText,
  isFalsy,
  isMapping,
  listOr,
  mapping,
  oneOf,
  patterns,
  text,
  texts,
  truth,
  whole,
  type Check,
  type Checking,
} from './checks.js';

const GERRIT_EVENTS = [
  'patchset-created',
  'draft-published',
  'change-abandoned',
  'change-restored',
  'change-merged',
  'comment-added',
  'ref-updated',
];

/** Source: Zuul 2.6, `trigger/gerrit.py`, `getSchema`. */
const GERRIT_FILTER = fieldsOf({
  event: listOr(oneOf(...GERRIT_EVENTS)),
  comment: texts,
  comment_filter: texts,
  email: texts,
  email_filter: texts,
  username: texts,
  username_filter: texts,
  branch: texts,
  ref: texts,
  'ignore-deletes': truth,
  approval: listOr(anyMapping),
  'require-approval': listOr(approval),
  'reject-approval': listOr(approval),
});

/** Source: Zuul 2.6, `trigger/zuultrigger.py`. */
const ZUUL_FILTER = fieldsOf({
  event: listOr(oneOf('parent-change-enqueued', 'project-change-merged')),
  pipeline: texts,
  'require-approval': listOr(approval),
  'reject-approval': listOr(approval),
});

const TIMER_FILTER = fieldsOf({ time: text });

/** `trigger`: connection or driver → filters. */
export function checkTriggers(c: Checking, trigger: YamlNode, owner: string, tidied: TidiedApprovals): void {
  if (!isMapping(c, trigger, `"trigger" of ${owner}`)) return;
  for (const [name, { key, value }] of trigger.entries) {
    const filter = `trigger "${key.text}" of ${owner}`;
    if (name === 'timer') eachFilter(c, value, filter, (map) => fields(c, map, filter, TIMER_FILTER, ['time']));
    else if (name === 'zuul') eachFilter(c, value, filter, (map) => checkZuulFilter(c, map, filter, tidied));
    else if (knowsConnection(c, name, ['gerrit'])) checkGerritTrigger(c, value, filter, tidied);
    else fault(c, key.at, unknownConnection(c, key.text, `${owner} has a trigger`, ['timer', 'zuul'], ['gerrit']));
  }
}

function checkGerritTrigger(c: Checking, node: YamlNode, owner: string, tidied: TidiedApprovals): void {
  if (node.kind === 'map') {
    fault(c, node.at, `${owner} has to be a list of filters; Zuul v2 fails on a mapping here`);
  }
  eachFilter(c, node, owner, (map) => checkGerritFilter(c, map, owner, tidied));
}

function checkGerritFilter(c: Checking, map: YamlMap, owner: string, tidied: TidiedApprovals): void {
  fields(c, map, owner, GERRIT_FILTER, ['event']);
  const [event, ref] = [valueOf(map, 'event'), valueOf(map, 'ref')];
  if (ref !== undefined && !isFalsy(ref) && !(isText(event) && event.value === 'ref-updated')) {
    fault(
      c,
      ref.at,
      `${owner} has "ref", which Zuul v2 takes only with "event: ref-updated" (not with a list of events)`,
    );
  }
  for (const key of ['branch', 'ref']) patterns(c, valueOf(map, key), key, owner);
  for (const key of ['comment', 'email', 'username']) {
    // The old spelling counts only where the new one says nothing.
    const used = isFalsy(valueOf(map, key)) ? `${key}_filter` : key;
    patterns(c, valueOf(map, used), used, owner);
  }
  checkApprovals(c, valueOf(map, 'require-approval'), valueOf(map, 'reject-approval'), owner, tidied);
}

function checkZuulFilter(c: Checking, map: YamlMap, owner: string, tidied: TidiedApprovals): void {
  fields(c, map, owner, ZUUL_FILTER, ['event']);
  patterns(c, valueOf(map, 'pipeline'), 'pipeline', owner);
  checkApprovals(c, valueOf(map, 'require-approval'), valueOf(map, 'reject-approval'), owner, tidied);
}

function eachFilter(c: Checking, node: YamlNode, owner: string, check: (map: YamlMap) => void): void {
  for (const filter of node.kind === 'list' ? node.items : [node]) {
    if (isMapping(c, filter, `a filter of ${owner}`)) check(filter);
  }
}

const SMTP_REPORTER = mapping({ connection: text, to: text, from: text, subject: text });
const SQL_REPORTER = mapping({ score: whole() });

/** `success`, `failure` and the like: connection → settings. */
export const reporters: Check = (c, node, action, owner) => {
  if (!isMapping(c, node, `"${action}" of ${owner}`)) return;
  for (const [name, { key, value }] of node.entries) {
    const driver = reporterDriver(c, name);
    const what = `"${action}" of ${owner}`;
    if (driver === undefined) {
      fault(c, key.at, unknownConnection(c, key.text, `${what} reports`, [], ['gerrit', 'smtp', 'sql']));
    } else if (driver === 'smtp') {
      listOr(SMTP_REPORTER)(c, value, key.text, what);
    } else if (driver === 'sql') {
      SQL_REPORTER(c, value, key.text, what);
    } else {
      for (const item of value.kind === 'list' ? value.items : [value]) checkGerritReporter(c, item, key.text, what);
    }
  }
};

const checkGerritReporter: Check = (c, node, name, owner) => {
  if (isText(node)) isAsciiText(c, node, name, owner);
  else anyMapping(c, node, name, owner);
};

/** Without a zuul.conf, the name has to tell. */
function reporterDriver(c: Checking, name: string): string | undefined {
  if (c.connections !== undefined) return c.connections.get(name);
  return name === 'smtp' || name === 'sql' ? name : 'gerrit';
}

/** `source`: only the gerrit driver can be one, and its own name always is. */
export const source: Check = (c, node, key, owner) => {
  if (!isAsciiText(c, node, key, owner)) return;
  if (node.value === 'gerrit' && c.connections?.has('gerrit') !== true) return;
  if (!knowsConnection(c, node.value, ['gerrit'])) {
    fault(c, node.at, unknownConnection(c, node.value, `${owner} has a source`, [], ['gerrit']));
  }
};

function knowsConnection(c: Checking, name: string, drivers: readonly string[]): boolean {
  return c.connections === undefined || drivers.includes(c.connections.get(name) ?? '');
}

function unknownConnection(
  c: Checking,
  name: string,
  what: string,
  builtIn: readonly string[],
  drivers: readonly string[],
): string {
  const fitting = [...(c.connections ?? [])].filter(([, driver]) => drivers.includes(driver)).map(([known]) => known);
  const known = [...fitting, ...builtIn];
  const list = known.length === 0 ? 'none that fits' : known.join(', ');
  return `${what} "${name}", which is no connection of zuul.conf that can be one (${list})${hint(name, known)}`;
}
