import { defineConverter } from '../../src/convert/converter.js';

/** Jenkins core: SCMTrigger. An empty schedule means that only a notification of the repository starts the job. */
export default defineConverter({
  element: 'hudson.triggers.SCMTrigger',
  section: 'triggers',
  plugin: 'core',
  summary: 'Looks for new commits at certain times and starts a job when there are any',
  becomes: 'A pipeline that updates of the repository start',
  grade: 'approximate',
  findings: {
    'no-polling':
      'Zuul does not look for commits by itself, it hears of them: the job starts with each update of a repository that Zuul knows. Check that Zuul knows it.',
    'commit-hooks': 'Zuul hears of commits only as events: that Jenkins was to ignore them is left out.',
  },
  convert(input, notes) {
    const field = input.need('spec');
    const spec = field.text();
    const ignored = input.child('ignorePostCommitHooks');
    if (ignored !== undefined && input.booleanOf('ignorePostCommitHooks')) notes.dropped('commit-hooks', ignored);
    notes.approximated('no-polling', field);
    return { triggers: [{ kind: 'poll', spec, at: input.at }] };
  },
});
