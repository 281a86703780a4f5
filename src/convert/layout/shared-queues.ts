import { InputError } from '../../model/input-error.js';
import type { V2Layout, V2Project } from '../../model/layout.js';
import type { Settings } from '../../model/settings.js';
import type { EffectiveJob } from './effective-jobs.js';
import type { ListedJobs, TemplateContent } from './template-contents.js';

/** Projects of one dependent pipeline that see each other's changes. */
export interface SharedQueue {
  readonly pipeline: string;
  /** In the order of the layout. */
  readonly projects: readonly string[];
  /** `queue-name` of its jobs. */
  readonly name?: string;
  /** The job that most of its projects have in common; the first of several. Absent for a project alone. */
  readonly tie?: string;
}

/** A project with the job lists it is made of. */
export interface ProjectLists {
  readonly project: V2Project;
  readonly templates: readonly TemplateContent[];
  readonly own: ReadonlyMap<string, ListedJobs>;
}

export interface QueueRules {
  /** Whether a job in common puts projects into one queue. */
  ties(job: string): boolean;
  jobOf(name: string): EffectiveJob;
}

/** `noop` ties projects in upstream's Zuul v2, and not in Wikimedia's; the settings can keep more jobs from it. */
export function tyingJobs(settings: Settings, separates: (name: string) => boolean): (job: string) => boolean {
  const noopTies = settings.zuulV2Version !== 'wikimedia';
  return (job) => (job !== 'noop' || noopTies) && !separates(job);
}

/**
 * The shared queues that v2 made of its projects: in each dependent pipeline those with a job in common, at any depth and
 * under whatever condition, directly or over others.
 *
 * Source: Zuul 2.6, `DependentPipelineManager.buildChangeQueues`, `ChangeQueue.addProject`.
 *
 * @throws InputError for a queue whose jobs give it two names; v2 refuses to load that.
 */
export function sharedQueues(layout: V2Layout, projects: readonly ProjectLists[], rules: QueueRules): SharedQueue[] {
  return layout.pipelines
    .filter((pipeline) => pipeline.manager === 'dependent')
    .flatMap((pipeline) => queuesOf(pipeline.name.value, projects, rules));
}

interface Member {
  readonly project: string;
  readonly node: number;
  readonly lists: readonly ListedJobs[];
}

function queuesOf(pipeline: string, projects: readonly ProjectLists[], rules: QueueRules): SharedQueue[] {
  const sets = new DisjointSets();
  const members: Member[] = [];
  for (const { project, templates, own } of projects) {
    const lists: ListedJobs[] = [];
    for (const template of templates) addIfThere(lists, template.sections.get(pipeline));
    addIfThere(lists, own.get(pipeline));
    if (lists.length === 0) continue;
    const node = sets.add();
    members.push({ project: project.name.value, node, lists });
    for (const list of lists) sets.join(node, sets.ofList(list, rules.ties));
  }

  const groups = new Map<number, Member[]>();
  for (const member of members) {
    const root = sets.find(member.node);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [member]);
    else group.push(member);
  }
  return [...groups.values()].map((group) => describeQueue(pipeline, group, rules));
}

function addIfThere(lists: ListedJobs[], list: ListedJobs | undefined): void {
  if (list !== undefined) lists.push(list);
}

function describeQueue(pipeline: string, members: readonly Member[], rules: QueueRules): SharedQueue {
  const uses = countUses(members);
  let tie: string | undefined;
  for (const [name, count] of uses) {
    if (count > 1 && rules.ties(name) && (tie === undefined || count > uses.get(tie)!)) tie = name;
  }
  const name = queueName(pipeline, uses.keys(), rules);
  return {
    pipeline,
    projects: members.map((member) => member.project),
    ...(name === undefined ? {} : { name }),
    ...(tie === undefined ? {} : { tie }),
  };
}

/** Job → how many projects have it. Most projects are one template, so those are counted together. */
function countUses(members: readonly Member[]): Map<string, number> {
  const uses = new Map<string, number>();
  const add = (names: Iterable<string>, count: number): void => {
    for (const name of names) uses.set(name, (uses.get(name) ?? 0) + count);
  };
  const alone = new Map<ListedJobs, number>();
  for (const { lists } of members) {
    if (lists.length === 1) alone.set(lists[0]!, (alone.get(lists[0]!) ?? 0) + 1);
    else add(new Set(lists.flatMap((list) => list.names)), 1);
  }
  for (const [list, count] of alone) add(list.names, count);
  return uses;
}

function queueName(pipeline: string, jobs: Iterable<string>, rules: QueueRules): string | undefined {
  let first: EffectiveJob | undefined;
  for (const name of jobs) {
    const job = rules.jobOf(name);
    if (job.queueName === undefined) continue;
    if (first === undefined) first = job;
    else if (first.queueName!.value !== job.queueName.value) {
      throw new InputError({
        at: job.queueName.at,
        message:
          `More than one name assigned to change queue: ${first.queueName!.value} (job ${first.name}) and ` +
          `${job.queueName.value} (job ${job.name}) meet in pipeline ${pipeline}; Zuul v2 refuses that, give both one name`,
      });
    }
  }
  return first?.queueName!.value;
}

/** Which things are connected; each is a number. Source: the union-find structure of any textbook. */
class DisjointSets {
  private readonly parents: number[] = [];
  private readonly jobs = new Map<string, number>();
  private readonly lists = new Map<ListedJobs, number>();

  /** A new thing, connected with nothing. */
  add(): number {
    this.parents.push(this.parents.length);
    return this.parents.length - 1;
  }

  /** What stands for a job list: connected with its jobs. A list without a job that ties has a new one each time. */
  ofList(list: ListedJobs, ties: (job: string) => boolean): number {
    const known = this.lists.get(list);
    if (known !== undefined) return known;
    const node = this.add();
    let tied = false;
    for (const name of list.names) {
      if (!ties(name)) continue;
      tied = true;
      let job = this.jobs.get(name);
      if (job === undefined) this.jobs.set(name, (job = this.add()));
      this.join(node, job);
    }
    if (tied) this.lists.set(list, node);
    return node;
  }

  find(node: number): number {
    let root = node;
    while (this.parents[root] !== root) root = this.parents[root]!;
    for (let at = node; at !== root;) {
      const next = this.parents[at]!;
      this.parents[at] = root;
      at = next;
    }
    return root;
  }

  join(one: number, other: number): void {
    this.parents[this.find(one)] = this.find(other);
  }
}
