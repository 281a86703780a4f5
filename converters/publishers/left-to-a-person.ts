import { defineConverter } from '../../src/convert/converter.js';
import { failStep, firstLeaf } from '../../src/convert/elements/left-to-a-person.js';
import { elementXml } from '../../src/convert/elements/element-xml.js';

const MESSAGE =
  'What this did needs something that only Jenkins had: find out what it was, and write the step by hand.';

/** What each of them had, for the finding. */
const NEEDS: Readonly<Record<string, string>> = {
  ProxyPublisher: 'It runs the publishers of another job: copy what they became there.',
  TestExecuter: 'It let a person choose tests when a build was started.',
  TestResultToALMUploader: 'It sent results to an ALM server that is set up in Jenkins.',
  JiraIssueUpdater:
    'It commented on the issues that the messages of changes name, on a Jira that is set up in Jenkins.',
  FakeServer: 'No plugin has such an element: ask the owners of the job.',
  publishersraw: 'No plugin has such an element: ask the owners of the job.',
};

/** Publishers that nothing here can do. Their XML stays beside the step. jenkins-elements: publishers, needs-human. */
export default defineConverter({
  element: [
    'hudson.plugins.templateproject.ProxyPublisher',
    'il.ac.technion.jenkins.pluginsTestExecuter',
    'il.ac.technion.jenkins.plugins.TestExecuter',
    'com.microfocus.application.automation.tools.results.TestResultToALMUploader',
    'hudson.plugins.jira.JiraIssueUpdater',
    'FakeServer',
    'publishersraw',
  ],
  section: 'publishers',
  plugin: 'several',
  summary: 'Does something that only Jenkins could',
  becomes: 'a task that fails, with the XML beside it',
  grade: 'needs-human',
  findings: { 'by-hand': MESSAGE, details: 'This belongs to a step that a person has to write.' },
  convert(input, notes) {
    const kind = Object.keys(NEEDS).find((name) => input.type.endsWith(name));
    const why = kind === undefined ? '' : NEEDS[kind]!;
    const first = firstLeaf(input);
    notes.needsHuman('by-hand', first, why);
    if (first !== input && input.elements.length > 1) notes.dropped('details', input);
    const name = kind ?? input.type.split('.').at(-1)!;
    const step = failStep(`Do what ${name} did`, 'left-to-a-person/by-hand', `${MESSAGE} ${why}`, input);
    return { post: [{ ...step, original: { name: `${name}.xml`, text: elementXml(input) } }] };
  },
});
