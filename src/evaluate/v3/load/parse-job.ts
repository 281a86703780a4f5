import type { JobDependency } from '../../../model/item-answer.js';
import type { Place } from '../../../model/place.js';
import { type YamlMap, type YamlNode, isText, valueOf } from '../../../read/yaml/node.js';
import { asList, booleanAt, isTrue, listAt, textAt, textsAt } from '../../../read/zuul-tree/nodes.js';
import { re2Error } from '../../../regex/re2.js';
import { contentOf } from './content.js';
import { parseNodeset } from './parse-nodeset.js';
import { playbooksAt, rolesAt, secretsAt, semaphoresAt } from './parse-playbooks.js';
import { readRegex } from './regex.js';
import { Refused } from './refused.js';
import type { BranchMatcher, JobAttribute, JobAttributes, Source, Variant } from './tree.js';
import { checkReserved } from './variable-names.js';
import { variablesOf } from './variables.js';

type Written = { -readonly [Name in JobAttribute]?: JobAttributes[Name] };

/** Attributes that are taken as they are. */
const SIMPLE = {
  'pre-timeout': 'preTimeout', timeout: 'timeout', 'post-timeout': 'postTimeout', attempts: 'attempts', voting: 'voting',
  'hold-following-changes': 'hold', 'failure-message': 'failureMessage', 'success-message': 'successMessage',
  'override-branch': 'overrideBranch', 'override-checkout': 'overrideCheckout',
  'match-on-config-updates': 'matchOnConfigUpdates', 'workspace-scheme': 'workspaceScheme',
  'workspace-checkout': 'workspaceCheckout', deduplicate: 'deduplicate', 'image-build-name': 'imageBuildName',
  type: 'type', 'ansible-split-streams': 'ansibleSplitStreams',
} as const satisfies Readonly<Record<string, JobAttribute>>; // prettier-ignore

/** Attributes whose merging `!override`, `!inherit` and `attribute-control` steer. */
const CONTROLLED = {
  requires: 'requires', provides: 'provides', tags: 'tags', files: 'files', 'irrelevant-files': 'irrelevantFiles',
  'required-projects': 'requiredProjects', 'include-projects': 'includeProjects', 'exclude-projects': 'excludeProjects',
  vars: 'vars', 'extra-vars': 'extraVars', 'host-vars': 'hostVars', 'group-vars': 'groupVars',
  'include-vars': 'includeVars', dependencies: 'dependencies', 'failure-output': 'failureOutput', type: 'type',
} as const satisfies Readonly<Record<string, JobAttribute>>; // prettier-ignore

/** What `parseJob` needs beside the mapping. */
export interface JobContext {
  readonly name: string;
  readonly source: Source;
  readonly at: Place;
  readonly isEntry: boolean;
  /** Of an entry: where its stanza stands. */
  readonly stanza?: Place;
}

/**
 * Reads a job or an entry of a stanza, whose shape was checked. Zuul source: `JobParser.fromYaml`.
 *
 * @throws Refused for what Zuul finds only here
 */
export function parseJob(node: YamlMap, context: JobContext): Variant {
  const { name, source, at, isEntry } = context;
  const set: Written = {};
  const secrets = secretsAt(node);
  readRunning(node, set, context, secrets);
  readCollections(node, set, source);
  readMatchers(node, set);
  if (isTrue(node, 'intermediate') && !isTrue(node, 'abstract'))
    throw new Refused(at, 'an intermediate job has to be abstract');
  const inPlaybooks = [set.preRun, set.run, set.postRun, set.cleanupRun].flatMap((list) => list ?? []);
  const twice = set.semaphores?.find(({ name }) => inPlaybooks.some(({ semaphores }) => semaphores.includes(name)));
  if (twice) throw new Refused(at, `the semaphore ${twice.name} stands at the job and at one of its playbooks`);
  return {
    name,
    source,
    at,
    isEntry,
    set,
    final: booleanAt(node, 'final'),
    abstract: isTrue(node, 'abstract'),
    intermediate: isTrue(node, 'intermediate'),
    protected: booleanAt(node, 'protected'),
    secrets,
    control: controlsOf(node),
    finals: finalsOf(node),
    content: isEntry ? contentOf(node) : '',
    stanza: context.stanza,
  };
}

/** How the job is run. */
function readRunning(node: YamlMap, set: Written, { source, isEntry }: JobContext, secrets: Variant['secrets']): void {
  const parent = valueOf(node, 'parent');
  if (parent) set.parent = isText(parent) ? parent.value : null;
  if (isTrue(node, 'post-review')) set.postReview = true;
  else if (node.entries.has('post-review')) throw new Refused(node.at, 'post-review can only be true');
  const version = valueOf(node, 'ansible-version');
  if (version?.kind === 'scalar') set.ansibleVersion = ansibleVersion(version.text, version.at);
  const roles = rolesAt(node, source, isEntry);
  if (roles.length > 0) set.roles = roles;
  for (const [key, attribute] of [
    ['pre-run', 'preRun'],
    ['run', 'run'],
    ['post-run', 'postRun'],
    ['cleanup-run', 'cleanupRun'],
  ] as const) {
    const playbooks = playbooksAt(node, key, source, secrets);
    if (playbooks.length > 0) set[attribute] = playbooks;
  }
  for (const [key, attribute] of Object.entries(SIMPLE)) {
    const value = valueOf(node, key);
    if (value?.kind === 'scalar' && value.value !== null) Object.assign(set, { [attribute]: simple(key, value.value) });
  }
  const nodeset = valueOf(node, 'nodeset');
  if (nodeset)
    set.nodeset = nodeset.kind === 'map' ? parseNodeset(nodeset, undefined) : (textAt(node, 'nodeset') ?? '');
  const semaphores = semaphoresAt(node);
  if (semaphores.length > 0) set.semaphores = semaphores;
}

/** To Python a truth value is a number. */
function simple(key: string, value: string | number | boolean): string | number | boolean {
  return typeof value === 'boolean' && /timeout$|^attempts$/.test(key) ? Number(value) : value;
}

const ANSIBLE_VERSIONS: readonly string[] = ['9', '11'];

function ansibleVersion(version: string, at: Place): string {
  if (!ANSIBLE_VERSIONS.includes(version))
    throw new Refused(at, `Zuul does not have Ansible ${version}, only ${ANSIBLE_VERSIONS.join(' and ')}`);
  return version;
}

/** Lists and maps that are merged in some way. */
function readCollections(node: YamlMap, set: Written, source: Source): void {
  if (node.entries.has('required-projects')) {
    const projects = listAt(node, 'required-projects').map((item) =>
      item.kind === 'map'
        ? { name: textAt(item, 'name') ?? '', overrideCheckout: textAt(item, 'override-checkout') }
        : { name: textOf(item), overrideCheckout: undefined },
    );
    set.requiredProjects = [...new Map(projects.map((project) => [project.name, project])).values()];
  }
  for (const [key, attribute] of [
    ['include-projects', 'includeProjects'],
    ['exclude-projects', 'excludeProjects'],
  ] as const) {
    if (node.entries.has(key)) set[attribute] = listAt(node, key).map(workspaceProject);
  }
  if (node.entries.has('dependencies')) set.dependencies = listAt(node, 'dependencies').map(dependencyOf);
  for (const key of ['tags', 'requires', 'provides'] as const) {
    const values = textsAt(node, key);
    if (values.length > 0) set[key] = values;
  }
  for (const [key, attribute] of [
    ['vars', 'vars'],
    ['extra-vars', 'extraVars'],
    ['host-vars', 'hostVars'],
    ['group-vars', 'groupVars'],
  ] as const) {
    const map = valueOf(node, key);
    if (map?.kind !== 'map' || map.entries.size === 0) continue;
    const levels = key === 'vars' || key === 'extra-vars' ? [map] : [...map.entries.values()].map(({ value }) => value);
    for (const level of levels) {
      const fault = level.kind === 'map' ? checkReserved(level, true) : undefined;
      if (fault) throw new Refused(fault.at, fault.message);
    }
    set[attribute] = variablesOf(map);
  }
  const included = listAt(node, 'include-vars');
  if (included.length > 0) set.includeVars = included.map((item) => includeVarsOf(item, source));
  const allowed = textsAt(node, 'allowed-projects');
  if (allowed.length > 0) set.allowedProjects = allowed;
  if (node.entries.has('failure-output')) {
    set.failureOutput = textsAt(node, 'failure-output');
    const bad = set.failureOutput.find((pattern) => re2Error(pattern) !== undefined);
    if (bad !== undefined) throw new Refused(node.at, `RE2 refuses the failure-output ${bad}`);
  }
}

const textOf = (node: YamlNode): string => (isText(node) ? node.value : '');

const workspaceProject = (item: YamlNode): string =>
  item.kind === 'map' ? `${textAt(item, 'type') ?? ''} ${textAt(item, 'name') ?? ''}`.trim() : `name ${textOf(item)}`;

const dependencyOf = (item: YamlNode): JobDependency =>
  item.kind === 'map'
    ? { name: textAt(item, 'name') ?? '', soft: isTrue(item, 'soft') }
    : { name: textOf(item), soft: false };

function includeVarsOf(item: YamlNode, source: Source): NonNullable<Written['includeVars']>[number] {
  if (item.kind !== 'map')
    return { name: textOf(item), project: source.project.canonicalName, required: true, useRef: true };
  return {
    name: textAt(item, 'name') ?? '',
    project: isTrue(item, 'zuul-project') ? undefined : (textAt(item, 'project') ?? source.project.canonicalName),
    required: booleanAt(item, 'required') !== false,
    useRef: booleanAt(item, 'use-ref') !== false,
  };
}

function readMatchers(node: YamlMap, set: Written): void {
  if (node.entries.has('branches')) set.branches = branchMatchersAt(node, 'branches');
  if (node.entries.has('files')) set.files = asList(valueOf(node, 'files')).map(regexOf);
  if (node.entries.has('irrelevant-files')) set.irrelevantFiles = listAt(node, 'irrelevant-files').map(regexOf);
}

/** @throws Refused for a pattern that neither RE2 nor Python takes */
export function branchMatchersAt(node: YamlMap, key: string): readonly BranchMatcher[] {
  return listAt(node, key).map((item) => ({ regex: regexOf(item), exact: false }));
}

function regexOf(node: YamlNode): NonNullable<Written['files']>[number] {
  const regex = readRegex(node);
  if (typeof regex === 'string') throw new Refused(node.at, regex);
  return regex;
}

function controlsOf(node: YamlMap): Variant['control'] {
  const controls = new Map<JobAttribute, boolean>();
  for (const [key, attribute] of Object.entries(CONTROLLED)) {
    const tag = valueOf(node, key)?.localTag;
    if (tag !== undefined) controls.set(attribute, tag === '!override');
  }
  return controls;
}

function finalsOf(node: YamlMap): Variant['finals'] {
  const control = valueOf(node, 'attribute-control');
  const keys = control?.kind === 'map' ? [...control.entries] : [];
  return new Set(
    keys.flatMap(([key, { value }]) =>
      value.kind === 'map' && isTrue(value, 'final') ? [CONTROLLED[key as keyof typeof CONTROLLED]] : [],
    ),
  );
}
