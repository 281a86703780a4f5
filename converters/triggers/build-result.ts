import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { isResult, testOfResults } from '../../src/convert/elements/results.js';
import { jobNames } from '../../src/convert/elements/start-jobs.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { UpstreamTrigger } from '../../src/model/jenkins-job.js';

/** BuildResultTrigger plugin: looks at certain times how other jobs have ended. Source: BuildResultTrigger. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.buildresulttrigger.BuildResultTrigger',
  section: 'triggers',
  plugin: 'buildresult-trigger',
  summary: 'Starts a job after other jobs ended with certain results',
  becomes: 'A dependency on those jobs, or its steps at their end',
  grade: 'approximate',
  findings: {
    all: 'All of these jobs had to have ended like that: here each of them starts the job. Make it depend on all of them.',
    'no-polling': 'Jenkins looked at the other jobs at certain times: here the job follows them at once.',
    'other-results': 'Zuul knows success and failure only: whatever is not success counts as a failure.',
    nothing: 'Says nothing: left out.',
  },
  convert(input, notes) {
    const triggers = sectionOf(input, 'jobsInfo').flatMap((info): UpstreamTrigger[] => {
      const jobs = jobNames(info.textOf('jobNames'));
      const fields = sectionOf(info, 'checkedResults').flatMap((one) => one.elements);
      const results = fields.map((field) => field.rawText.trim()).filter(isResult);
      for (const field of fields) {
        if (/^(SUCCESS|FAILURE)$/.test(field.rawText.trim())) field.text();
        else notes.approximated('other-results', field);
      }
      const tests = testOfResults(results.length === 0 ? ['SUCCESS'] : results);
      return jobs.length === 0 ? [] : [{ kind: 'upstream', jobs, when: tests === false ? [] : tests, at: info.at }];
    });
    const isCombined = input.child('combinedJobs');
    if (triggers.length > 0 && isCombined !== undefined && /^true$/i.test(isCombined.rawText.trim())) {
      notes.approximated('all', isCombined);
    }
    const spec = input.child('spec');
    if (spec !== undefined && spec.rawText.trim() !== '') notes.dropped('no-polling', spec);
    leaveOutRest(input, (rest) => notes.dropped('nothing', rest));
    return triggers.length === 0 ? {} : { triggers };
  },
});
