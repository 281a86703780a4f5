import { defineConverter } from '../../src/convert/converter.js';
import { scriptStep } from '../../src/convert/elements/script.js';

/**
 * A shell step becomes a file that the same interpreter runs in the workspace, in a process of its own.
 * Source: Jenkins core, hudson.tasks.Shell; jenkins-elements: hudson.tasks.Shell.
 */
export default defineConverter({
  element: 'hudson.tasks.Shell',
  section: 'builders',
  plugin: 'core',
  summary: 'Runs a script with the interpreter of its first line, or with sh -xe',
  becomes: 'a script beside the playbook, run by role jenkins-step',
  grade: 'exact',
  findings: {
    empty: 'The script is empty: the step did nothing.',
    'unstable-status':
      'This exit status made the build UNSTABLE, and the next steps still ran. Zuul knows success and failure only: the build fails at this step.',
    'local-rules': 'Rules that change the environment of one step have no counterpart: check what the step may see.',
  },
  convert(input, notes, walk) {
    const unstable = input.child('unstableReturn');
    if (unstable !== undefined && !['', '0'].includes(unstable.text().trim())) {
      notes.approximated('unstable-status', unstable);
    }
    const rules = input.child('configuredLocalRules');
    if (rules !== undefined && rules.children().length > 0) notes.needsHuman('local-rules', rules);

    const command = input.need('command');
    const step = scriptStep(command.text(), walk.settings.jenkinsShell, input);
    if (step === undefined) {
      notes.dropped('empty', command);
      return {};
    }
    return { run: [step] };
  },
});
