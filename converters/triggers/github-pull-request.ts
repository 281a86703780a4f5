import { defineConverter } from '../../src/convert/converter.js';
import { antRegex } from '../../src/convert/elements/ant-regex.js';
import { javaToPython } from '../../src/convert/elements/java-regex.js';
import { together } from '../../src/convert/elements/together.js';
import { re2Error } from '../../src/regex/re2.js';
import type { EventTrigger, TriggerEvent } from '../../src/model/jenkins-job.js';

const HANDLED = new Set(['onlyTriggerPhrase', 'triggerPhrase', 'whiteListTargetBranches', 'blackListTargetBranches']);
const PEOPLE = ['adminlist', 'whitelist', 'orgslist'];

/**
 * GitHub Pull Request Builder: events of pull requests start the job, a status tells its result.
 * Zuul reference: GitHub driver; jenkins-elements: GhprbTrigger.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.ghprb.GhprbTrigger',
  section: 'triggers',
  plugin: 'ghprb',
  summary: 'Starts a job for pull requests on GitHub',
  becomes: 'a pipeline with the pull request events of GitHub',
  grade: 'approximate',
  findings: {
    branches: 'The job ran for some target branches only: write them as branches where the job stands in a project.',
    people:
      'Only some people could start the job. Zuul starts it for everybody: require a review or a label if that matters.',
    phrase: 'This phrase cannot be said in the regular expressions of Zuul: write the comment of the trigger by hand.',
    options: 'Zuul does this its own way, or it has no counterpart.',
  },
  convert(input, notes) {
    const phrase = input.child('triggerPhrase');
    const text = phrase?.text().trim() ?? '';
    const comment = text === '' ? undefined : javaToPython(text);
    const isSayable = comment !== undefined && re2Error(comment) === undefined;
    if (text !== '' && !isSayable) notes.needsHuman('phrase', phrase!);
    const events: TriggerEvent[] = [];
    if (!input.booleanOf('onlyTriggerPhrase'))
      for (const action of ACTIONS) events.push({ event: 'pull_request', action });
    if (isSayable) events.push({ event: 'pull_request', action: 'comment', comment });

    for (const name of ['whiteListTargetBranches', 'blackListTargetBranches']) {
      const list = input.child(name);
      const branches = (list?.children() ?? []).map((entry) => entry.textOf('branch').trim());
      if (branches.some((branch) => branch !== '')) {
        const regexes = branches.map(antRegex).join(', ');
        notes.approximated('branches', list!, `(${name === 'whiteListTargetBranches' ? 'only' : 'not'} ${regexes})`);
      }
    }
    const people = PEOPLE.map((name) => input.child(name)).filter((list) => list !== undefined);
    const named = people.filter((list) => list.text().trim() !== '');
    for (const list of people) if (!named.includes(list)) list.judgeAll('dropped');
    if (!input.booleanOf('permitAll')) together(named, 'approximated', (first) => notes.approximated('people', first));
    else for (const list of named) list.judgeAll('dropped');

    const rest = input.elements.filter(({ name }) => !HANDLED.has(name) && !PEOPLE.includes(name));
    together(rest, 'dropped', (first) => notes.dropped('options', first));
    if (events.length === 0) return {};
    const report = { success: { status: 'success' }, failure: { status: 'failure' } };
    const trigger: EventTrigger = { kind: 'events', driver: 'github', events, projects: [], report, at: input.at };
    return { triggers: [trigger] };
  },
});

/** Actions on a pull request after which Jenkins built it. */
const ACTIONS = ['opened', 'changed', 'reopened'] as const;
