import type { Estate, JobReport } from '../model/estate.js';
import type { Accounting, Finding } from '../model/finding.js';
import type { JobStatus } from '../model/jenkins-job.js';
import { displayPaths } from './display-path.js';
import { nativeGroups, type NativeGroup } from './native-section.js';
import { groupFindings, sortedFindings, type FindingGroup } from './finding-groups.js';

/** What the conversion was given; the estate no longer knows. */
export interface ReportContext {
  /** Version of this program. */
  readonly version: string;
  /** Paths of the inputs as the user gave them. */
  readonly inputs: readonly string[];
  readonly read: InputCounts;
  /** Names or patterns of what was written, where not everything was. */
  readonly only?: readonly string[];
}

export interface InputCounts {
  readonly jenkinsJobs: number;
  readonly projects: number;
  readonly pipelines: number;
}

/** What stands in `report.json`. Fields are only ever added within one `schemaVersion`. */
export interface Report {
  readonly schemaVersion: 1;
  readonly version: string;
  readonly inputs: readonly string[];
  /** Names or patterns of what was written; absent: everything. All numbers are those of the whole conversion. */
  readonly only?: readonly string[];
  /** The last five numbers add up to `leaves`. */
  readonly accounting: Accounting;
  readonly counts: {
    readonly read: InputCounts;
    readonly written: Readonly<Record<WrittenObject, number>>;
    readonly jobs: Readonly<Record<JobStatus | 'attached' | 'notAttached', number>>;
    readonly findings: Readonly<Record<Finding['outcome'], number>>;
  };
  readonly jobs: readonly JobReport[];
  readonly queues: readonly { readonly name: string; readonly projects: readonly string[] }[];
  readonly findings: readonly FindingGroup[];
  /** Jobs that are a known thing, with what a person would write instead. */
  readonly native: readonly NativeGroup[];
}

type WrittenObject =
  | 'jobs'
  | 'families'
  | 'pipelines'
  | 'templates'
  | 'projects'
  | 'queues'
  | 'nodesets'
  | 'semaphores'
  | 'secrets'
  | 'playbooks'
  | 'sharedRoles';

/** The report as data, and the findings in the order in which they are written. */
export function buildReport(
  estate: Estate,
  context: ReportContext,
): { readonly report: Report; readonly findings: readonly Finding[] } {
  checkSum(estate.accounting);
  const display = displayPaths(context.inputs);
  const findings = sortedFindings(estate.findings, display);
  const jobs = estate.jobs
    .map((job) => (job.file === undefined ? job : { ...job, file: display(job.file) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const report: Report = {
    schemaVersion: 1,
    version: context.version,
    inputs: context.inputs.map(display),
    ...(context.only === undefined ? {} : { only: context.only }),
    accounting: estate.accounting,
    counts: {
      read: context.read,
      written: writtenCounts(estate),
      jobs: jobCounts(jobs),
      findings: findingCounts(findings),
    },
    jobs,
    queues: queues(estate),
    findings: groupFindings(findings),
    native: nativeGroups(estate.native),
  };
  return { report, findings };
}

/** Nothing of the input may get lost on the way to the report. */
function checkSum({ leaves, converted, approximated, dropped, needsHuman, unread }: Accounting): void {
  const sum = converted + approximated + dropped + needsHuman + unread;
  if (sum !== leaves) throw new Error(`the accounting does not add up: ${String(sum)} of ${String(leaves)} leaves`);
}

function writtenCounts({ config, playbooks, sharedRoles }: Estate): Report['counts']['written'] {
  const concrete = config.jobs.filter((job) => job.abstract !== true);
  const families = config.jobs.filter((job) => job.abstract === true && job.run !== undefined && job.run.length > 0);
  return {
    jobs: new Set(concrete.map(({ name }) => name)).size,
    families: families.length,
    pipelines: config.pipelines.length,
    templates: config.templates.length,
    projects: new Set(config.projects.map(({ name }) => name)).size,
    queues: config.queues.length,
    nodesets: config.nodesets.length,
    semaphores: config.semaphores.length,
    secrets: config.secrets.length,
    playbooks: playbooks.length,
    sharedRoles: sharedRoles.length,
  };
}

function jobCounts(jobs: readonly JobReport[]): Report['counts']['jobs'] {
  const counts = { converted: 0, partly: 0, 'needs-human': 0, skipped: 0, attached: 0, notAttached: 0 };
  for (const { status, attached, combinationOf } of jobs) {
    if (combinationOf !== undefined) continue;
    counts[status] += 1;
    counts[attached ? 'attached' : 'notAttached'] += 1;
  }
  return counts;
}

function findingCounts(findings: readonly Finding[]): Report['counts']['findings'] {
  const counts = { unread: 0, 'needs-human': 0, approximated: 0, dropped: 0 };
  for (const { outcome } of findings) counts[outcome] += 1;
  return counts;
}

/** Shared queues with the projects in them, sorted by name. */
function queues({ config }: Estate): Report['queues'] {
  const members = new Map<string, Set<string>>(config.queues.map(({ name }) => [name, new Set()]));
  const queueOfTemplate = new Map(config.templates.map(({ name, queue }) => [name, queue]));
  for (const { name, queue, templates } of config.projects) {
    const own = queue ?? templates.map((template) => queueOfTemplate.get(template)).find((one) => one !== undefined);
    if (own !== undefined) members.get(own)?.add(name);
  }
  return [...members]
    .map(([name, projects]) => ({ name, projects: [...projects].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
