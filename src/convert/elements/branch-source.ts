import type { EventTrigger, JenkinsTrigger, TriggerEvent } from '../../model/jenkins-job.js';
import type { Element } from '../../read/jenkins/element.js';
import { ALL_BRANCHES, anyOf, exactName, regexNames, wildcardNames, type BranchNames } from './branch-names.js';

/** A forge that Zuul has a driver for. */
type Forge = EventTrigger['driver'];

/** Where the branches and pull requests of a multibranch project come from. */
export interface BranchSource {
  /** Address to fetch from; `undefined` where it is not written down. */
  readonly url: string | undefined;
  /** Name of the repository at its forge. */
  readonly project: string | undefined;
  /** `undefined`: no forge that Zuul has events of. */
  readonly forge: Forge | undefined;
  /** Field that says where it is. */
  readonly at: Element;
}

interface Kind {
  readonly forge?: Forge;
  /** Fields that make up the name of the repository. */
  readonly project?: readonly string[];
  readonly url?: string;
  /** Host where the definition names none. */
  readonly host?: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  GitHubSCMSource: { forge: 'github', project: ['repoOwner', 'repository'], host: 'https://github.com' },
  GitLabSCMSource: { forge: 'gitlab', project: ['projectPath'] },
  GerritSCMSource: { forge: 'gerrit', url: 'remote' },
  GitSCMSource: { url: 'remote' },
};

/** Reads the place of a source. Sources: SCM API; the branch source plugins of GitHub, GitLab, Gerrit, Git. */
export function readBranchSource(source: Element): BranchSource {
  const { forge, project = [], url, host } = KINDS[source.type.split('.').at(-1)!] ?? {};
  const parts = project.map((name) => source.textOf(name).trim());
  const name = parts.length === 0 || parts.includes('') ? undefined : parts.join('/');
  const written = url === undefined ? undefined : source.textOf(url).trim();
  const at =
    ['repository', 'projectPath', 'remote'].map((one) => source.child(one)).find((one) => one !== undefined) ?? source;
  const address = host === undefined || name === undefined ? undefined : `${host}/${name}`;
  return { url: written === '' ? undefined : (written ?? address), project: name, forge, at };
}

/** What of a source is built. */
export interface Discovered {
  readonly branches: BranchNames | undefined;
  readonly changes: boolean;
  readonly tags: boolean;
}

/**
 * What traits and build strategies say is built. Without a strategy: all that is discovered but tags, which wait for a person.
 * Source: Branch API plugin, BranchBuildStrategy; Basic Branch Build Strategies plugin.
 */
export function readDiscovered(source: Element, strategies: readonly Element[]): Discovered {
  const traits = source.child('traits')?.children() ?? [];
  const found = { branches: undefined as BranchNames | undefined, changes: false, tags: false };
  let filter: BranchNames | undefined;
  for (const trait of traits) {
    const kind = trait.type.split('.').at(-1)!;
    // 2: only branches that are pull requests as well, which are built as such.
    if (/^BranchDiscoveryTrait$/.test(kind)) {
      if (trait.textOf('strategyId', '3').trim() !== '2') found.branches = ALL_BRANCHES;
      trait.children();
    } else if (/(Fork|Origin)(Pull|Merge)RequestDiscoveryTrait$|ChangeDiscoveryTrait$/.test(kind)) found.changes = true;
    else if (kind === 'TagDiscoveryTrait') found.tags = true;
    else if (/^WildcardSCM(Head|Source)FilterTrait$/.test(kind)) filter = wildcardNames(trait);
    else if (/^RegexSCM(Head|Source)FilterTrait$/.test(kind)) filter = regexNames(trait);
  }
  if (source.type.endsWith('.GerritSCMSource')) found.changes = true;
  if (found.branches !== undefined && filter !== undefined) found.branches = filter;
  return strategies.length === 0 ? { ...found, tags: false } : narrowed(found, strategies);
}

function narrowed(found: Discovered, strategies: readonly Element[]): Discovered {
  let branches: BranchNames | undefined;
  let [changes, tags] = [false, false];
  for (const strategy of strategies) {
    const kind = strategy.type.split('.').at(-1)!;
    strategy.children();
    if (kind.startsWith('ChangeRequestBuildStrategy')) changes = true;
    else if (kind.startsWith('TagBuildStrategy')) tags = true;
    else if (kind.startsWith('BranchBuildStrategy')) branches = ALL_BRANCHES;
    else if (kind.startsWith('NamedBranchBuildStrategy')) {
      for (const filter of strategy.child('filters')?.children() ?? []) {
        const names = filterNames(filter);
        branches = branches === undefined ? names : anyOf(branches, names);
      }
    }
  }
  const own = found.branches === undefined || branches === undefined ? undefined : branches;
  return { branches: own, changes: found.changes && changes, tags: found.tags && tags };
}

function filterNames(filter: Element): BranchNames {
  if (filter.type.endsWith('ExactNameFilter')) return exactName(filter);
  return filter.type.endsWith('RegexNameFilter') ? regexNames(filter) : wildcardNames(filter);
}

const CHANGES: Readonly<Record<Forge, readonly TriggerEvent[]>> = {
  gerrit: [{ event: 'patchset-created' }],
  github: ['opened', 'changed', 'reopened'].map((action) => ({ event: 'pull_request', action })),
  gitlab: ['opened', 'changed'].map((action) => ({ event: 'gl_merge_request', action })),
};

const PUSHED: Readonly<Record<Forge, string>> = { gerrit: 'ref-updated', github: 'push', gitlab: 'gl_push' };

const REPORTS: Readonly<Record<Forge, EventTrigger['report']>> = {
  gerrit: { success: { Verified: 1 }, failure: { Verified: -1 } },
  github: { success: { status: 'success' }, failure: { status: 'failure' } },
  gitlab: { success: { comment: true }, failure: { comment: true } },
};

/** The events that start the job: of changes before they are merged, and of branches and tags. */
export function triggersOf({ forge, project }: BranchSource, found: Discovered, at: Element): JenkinsTrigger[] {
  const place = at.at;
  if (forge === undefined) return found.branches === undefined ? [] : [{ kind: 'poll', spec: '', at: place }];
  const projects = (branches: readonly string[]): EventTrigger['projects'] =>
    project === undefined ? [] : [{ name: project, branches, files: [], irrelevantFiles: [] }];
  const common = { kind: 'events', driver: forge, at: place } as const;
  const triggers: JenkinsTrigger[] = [];
  if (found.changes)
    triggers.push({ ...common, events: CHANGES[forge], projects: projects([]), report: REPORTS[forge] });
  const pushed = (ref: string): TriggerEvent => ({ event: PUSHED[forge], ref });
  if (found.branches !== undefined) {
    triggers.push({
      ...common,
      events: [pushed('^refs/heads/.*$')],
      projects: projects(found.branches.regexes),
      report: null,
    });
  }
  if (found.tags)
    triggers.push({ ...common, events: [pushed('^refs/tags/.*$')], projects: projects([]), report: null });
  return triggers;
}
