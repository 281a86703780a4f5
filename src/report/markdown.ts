import type { JobReport } from '../model/estate.js';
import { OUTCOMES } from '../model/finding.js';
import type { FindingExample, FindingGroup } from './finding-groups.js';
import { loadTemplate, type ReportTemplates } from './load-template.js';
import { nativeRows } from './native-section.js';
import type { Report } from './report.js';
import { grouped, headLines, nextSteps, plural } from './words.js';

const PROJECTS = 12;

/** Worst first. */
const STATUS_ORDER = ['needs-human', 'partly', 'skipped', 'converted'] as const;

/** The report for people, from `templates/report/report.md.hbs`. */
export async function renderMarkdown(report: Report, templates: ReportTemplates): Promise<string> {
  const render = await loadTemplate('report.md', templates);
  const groups = (outcome: string): object[] => report.findings.filter((one) => one.outcome === outcome).map(groupRow);
  return render({
    head: headLines(report).map(([label, text]) => `${label.padEnd(10)} ${text}`),
    steps: nextSteps(report),
    sections: [
      {
        title: 'What needs a person',
        groups: groups('needs-human'),
        text: 'Nobody but you can decide these. What cannot run as it is fails when it is reached, and says why.',
      },
      {
        title: 'What nobody read',
        groups: groups('unread'),
        text: 'These are gaps of zuulshift itself: please report them.',
      },
      {
        title: 'What is approximated',
        groups: groups('approximated'),
        text: 'In the output, with a difference that you should know.',
      },
      {
        title: 'What is left out by design',
        groups: groups('dropped'),
        text: 'Zuul does it already, or it has no meaning there.',
      },
    ].filter((section) => section.groups.length > 0),
    accounting: OUTCOMES.map((outcome) => ({
      outcome,
      count: grouped(report.accounting[outcome === 'needs-human' ? 'needsHuman' : outcome]),
    })),
    leaves: grouped(report.accounting.leaves),
    jobs: [...report.jobs].sort((a, b) => statusRank(a) - statusRank(b)).map(jobRow),
    native: nativeRows(report.native, prose),
    queues: report.queues.map(({ name, projects }) => ({
      name: cell(name),
      count: grouped(projects.length),
      projects: cell(projects.slice(0, PROJECTS).join(', ')) + (projects.length > PROJECTS ? ', …' : ''),
    })),
  });
}

function statusRank({ status }: JobReport): number {
  return STATUS_ORDER.indexOf(status);
}

function jobRow({ name, v3, status, reason, attached }: JobReport): object {
  const notes = [reason ?? '', attached ? '' : 'named by no layout'].filter((note) => note !== '');
  return {
    name: cell(name),
    v3: v3 === undefined || v3 === name ? '' : cell(v3),
    status,
    notes: cell(notes.join('; ')),
  };
}

function groupRow({ code, count, jobs, message, examples }: FindingGroup): object {
  return {
    code,
    count: plural(count, 'time'),
    jobs: jobs === 0 ? '' : `, in ${plural(jobs, 'job')}`,
    message: prose(message),
    examples: examples.map(exampleText).join(', ') + (count > examples.length ? ', …' : ''),
  };
}

function exampleText({ file, line, job }: FindingExample): string {
  const place = line > 0 ? `${file}:${String(line)}` : file;
  return job === undefined || file.includes(job) ? `\`${place}\`` : `\`${place}\` (${job})`;
}

/** Text of others in Markdown: element names (`<foo>`) would be taken for HTML and disappear. */
function prose(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('<', '\\<');
}

/** The same inside a table. */
function cell(text: string): string {
  return prose(text).replaceAll('|', '\\|');
}
