import { defineConverter } from '../../src/convert/converter.js';
import { isResult, RESULTS, testOfResults, withTests } from '../../src/convert/elements/results.js';
import { startAside } from '../../src/convert/elements/start-aside.js';

/**
 * Starts other jobs when the build is over, without waiting for them: their steps run at the end of this one.
 * Source: Jenkins core, hudson.tasks.BuildTrigger; jenkins-elements: hudson.tasks.BuildTrigger.
 */
export default defineConverter({
  element: 'hudson.tasks.BuildTrigger',
  section: 'publishers',
  plugin: 'core',
  summary: 'Starts other jobs after a build with a result that is good enough',
  becomes: 'the steps of those jobs in post-run',
  grade: 'approximate',
  findings: {
    'in-turn':
      'Jenkins started these jobs at the same time. Where they do not become jobs of their own, their steps run one after the other.',
    nothing: 'No job is named: nothing was started.',
  },
  convert(input, notes) {
    const projects = input.need('childProjects');
    const jobs = projects
      .text()
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const threshold = input.child('threshold');
    const name = threshold?.child('name');
    for (const element of threshold?.elements ?? []) if (element !== name) element.judgeAll('dropped');
    const word = name?.text().trim() ?? 'SUCCESS';
    if (jobs.length === 0) {
      notes.dropped('nothing', projects);
      return {};
    }
    if (jobs.length > 1) notes.approximated('in-turn', projects);
    const worst = isResult(word) ? word : 'SUCCESS';
    const tests = testOfResults(RESULTS.slice(0, RESULTS.indexOf(worst) + 1));
    return { post: [withTests(startAside(jobs, input), tests === false ? [] : tests)] };
  },
});
