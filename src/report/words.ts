import { nativeWords } from './native-section.js';
import type { Report } from './report.js';

/** `1 job`, `2,182 jobs`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `2182` as `2,182`, whatever the machine's language. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The lines that a reader sees first, in the report and on the terminal. */
export function headLines(report: Report): readonly (readonly [label: string, text: string])[] {
  const { read, written, jobs } = report.counts;
  const { leaves, converted, approximated, dropped, needsHuman, unread } = report.accounting;
  const from = [
    plural(read.jenkinsJobs, 'Jenkins job'),
    plural(read.projects, 'project'),
    plural(read.pipelines, 'pipeline'),
  ];
  const families = written.families === 0 ? '' : ` in ${plural(written.families, 'family', 'families')}`;
  const to = [
    `${plural(written.jobs, 'job')}${families}`,
    plural(written.pipelines, 'pipeline'),
    plural(written.queues, 'shared queue'),
  ];
  const facts = [
    `${grouped(converted)} converted`,
    `${grouped(approximated)} approximated`,
    `${grouped(dropped)} dropped by design`,
    `${grouped(needsHuman)} for a person`,
    `${grouped(unread)} unread`,
  ];
  const native = nativeWords(report.native);
  const states = [
    `${grouped(jobs.converted)} converted`,
    `${grouped(jobs.partly)} partly`,
    `${grouped(jobs['needs-human'])} for a person`,
    `${grouped(jobs.skipped)} skipped`,
  ];
  const part =
    report.only === undefined
      ? []
      : [
          [
            'part',
            `only ${report.only.join(', ')} and what it needs was written; the numbers are those of all`,
          ] as const,
        ];
  return [
    ...part,
    ['converted', `${from.join(', ')} -> ${to.join(', ')}`],
    ['facts', `${grouped(leaves)} in the input: ${facts.join(', ')}`],
    ['jobs', `${states.join(', ')}; ${grouped(jobs.notAttached)} named by no layout`],
    ['attention', attention(report)],
    ...(native === undefined ? [] : [['native', native] as const]),
  ];
}

function attention(report: Report): string {
  const causes = (outcome: string): number => report.findings.filter((group) => group.outcome === outcome).length;
  const { findings, jobs } = report.counts;
  const parts: string[] = [];
  const needHuman = jobs['needs-human'] + jobs.partly;
  if (findings['needs-human'] > 0) {
    parts.push(`${plural(needHuman, 'job needs', 'jobs need')} a person (${plural(causes('needs-human'), 'cause')})`);
  }
  if (findings.approximated > 0) {
    parts.push(
      `${plural(findings.approximated, 'fact is', 'facts are')} approximated (${plural(causes('approximated'), 'cause')})`,
    );
  }
  if (report.accounting.unread > 0)
    parts.push(`${plural(report.accounting.unread, 'fact was', 'facts were')} not read: please report that`);
  return parts.length === 0 ? 'nothing needs a person, nothing is approximated' : parts.join(', ');
}

/** What to do with the result, most urgent first. */
export function nextSteps(report: Report): readonly string[] {
  const { findings, written } = report.counts;
  const steps: string[] = [];
  if (findings['needs-human'] > 0)
    steps.push('Work through "What needs a person": what is undecided fails when it runs, until somebody decides.');
  if (findings.approximated > 0)
    steps.push('Read "What is approximated" and check that each difference is fine with you.');
  if (written.secrets > 0) {
    steps.push(
      'Put real values into zuul.d/secrets.yaml: encrypt each with `zuul-client encrypt` and the key of the config project.',
    );
  }
  steps.push(
    'Commit this folder as the config project, add tenant/main.yaml to the scheduler, and look at its config-errors.',
  );
  return steps;
}
