import { defineConverter } from '../../src/convert/converter.js';
import { isResult, RESULTS, testOfResults, withTests, type Result } from '../../src/convert/elements/results.js';
import { startAside } from '../../src/convert/elements/start-aside.js';
import { jobNames } from '../../src/convert/elements/start-jobs.js';

/** Which results a strategy takes, from the threshold on. */
const STRATEGIES: Readonly<Record<string, (at: number) => readonly Result[]>> = {
  AND_HIGHER: (at) => RESULTS.slice(0, at + 1),
  AND_LOWER: (at) => RESULTS.slice(at),
  EXACT: (at) => RESULTS.slice(at, at + 1),
};

/** Starts other jobs by result. Source: Downstream-Ext plugin, DownstreamTrigger; jenkins-elements: the same. */
export default defineConverter({
  element: 'hudson.plugins.downstream_ext.DownstreamTrigger',
  section: 'publishers',
  plugin: 'downstream-ext',
  summary: 'Starts other jobs after a build with certain results',
  becomes: 'the steps of those jobs in post-run',
  grade: 'approximate',
  findings: {
    'in-turn':
      'Jenkins started these jobs at the same time. Where they do not become jobs of their own, their steps run one after the other.',
    changes:
      'A job was started only when its own repository had changed. Here it always runs: give it a matcher for files.',
    'never-starts': 'No job is named, or no result starts one.',
    matrix: 'It is about combinations of a matrix, or says nothing.',
  },
  convert(input, notes) {
    const projects = input.need('childProjects');
    const jobs = jobNames(projects.text());
    const threshold = input.child('threshold');
    const name = threshold?.child('name');
    for (const element of threshold?.elements ?? []) if (element !== name) element.judgeAll('dropped');
    const word = name?.text().trim() ?? 'SUCCESS';
    const strategy = STRATEGIES[input.textOf('thresholdStrategy', 'AND_HIGHER').trim()] ?? STRATEGIES['AND_HIGHER']!;
    const tests = testOfResults(strategy(RESULTS.indexOf(isResult(word) ? word : 'SUCCESS')));
    if (jobs.length === 0 || tests === false) {
      notes.dropped('never-starts', input);
      return {};
    }
    for (const field of ['onlyIfSCMChanges', 'onlyIfLocalSCMChanges']) {
      const found = input.child(field);
      if (found !== undefined && input.booleanOf(field)) notes.approximated('changes', found);
      else found?.judgeAll('dropped');
    }
    for (const field of ['triggerOnlyOnSCMChange', 'matrixTrigger', 'childProjectsList']) {
      const found = input.child(field);
      if (found !== undefined) notes.dropped('matrix', found);
    }
    if (jobs.length > 1) notes.approximated('in-turn', projects);
    return { post: [withTests(startAside(jobs, input), tests)] };
  },
});
