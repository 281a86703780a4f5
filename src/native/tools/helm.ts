import { asTestCommand } from '../test-command.js';

/** `helm lint` and `helm template`, which need no cluster. */
export const recogniser = asTestCommand({
  tool: 'helm',
  image: /^helm(-|$)/,
  takes: ([program, command]) => program === 'helm' && /^(lint|template)$/.test(command ?? ''),
  needs:
    'the node needs Helm: role ensure-helm of zuul-jobs installs it; chart-testing-lint is the job that checks more',
});
