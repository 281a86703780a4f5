import { defineConverter } from '../../src/convert/converter.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { FAILED } from '../../src/convert/elements/results.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { Step } from '../../src/model/step.js';

/** Makes the report of Allure and keeps it. Source: Allure plugin, AllureReportPublisher; manual of the allure command. */
export default defineConverter({
  element: 'ru.yandex.qatools.allure.jenkins.AllureReportPublisher',
  section: 'publishers',
  plugin: 'allure-jenkins-plugin',
  summary: 'Makes a report of tests with Allure',
  becomes: 'a script that calls allure and role archive-artifacts in post-run',
  grade: 'approximate',
  findings: {
    tools: 'Which Java and which Allure it takes is a matter of the node, the rest is about how Jenkins shows it.',
  },
  convert(input, notes) {
    const config = input.child('config') ?? input;
    const folders = (config.child('results')?.children() ?? [])
      .map((one) => one.textOf('path').trim())
      .filter((path) => path !== '');
    const policy = config.textOf('reportBuildPolicy', 'ALWAYS').trim().toUpperCase();
    const withProperties = config.booleanOf('includeProperties');
    const pairs = (config.child('properties')?.children() ?? []).map(
      (pair) => `${pair.textOf('key').trim()}=${pair.textOf('value').trim()}`,
    );
    const [first = 'allure-results'] = folders;
    const lines = [
      ...(pairs.length === 0
        ? []
        : [`printf '%s\\n' ${pairs.map(shellWord).join(' ')} >>${shellWord(`${first}/environment.properties`)}`]),
      ...(withProperties ? [`env | sort >>${shellWord(`${first}/environment.properties`)}`] : []),
      commandLine([
        'allure',
        'generate',
        '--clean',
        '--output',
        'allure-report',
        ...(folders.length === 0 ? [first] : folders),
      ]),
    ];
    leaveOutRest(input, (at) => notes.dropped('tools', at));
    const make: Step = shellStep({ name: 'Make the report of Allure', lines }, input);
    const steps = [make, ...keepReport('Keep the report of Allure', 'allure-report/', input)];
    const tests = ['UNSTABLE', 'UNSUCCESSFUL'].includes(policy) ? [FAILED] : [];
    return { post: steps.map((step) => (tests.length === 0 ? step : { ...step, when: tests })) };
  },
});
