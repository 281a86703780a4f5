import { commandLine } from '../options.js';
import type { Proposal, Recogniser } from '../recogniser.js';

/** `ct lint` of Helm charts. zuul-jobs manual: Helm Jobs, `chart-testing-lint`; Helm Roles, `chart-testing`. */
export const recogniser: Recogniser = {
  tool: 'chart-testing',
  parents: ['chart-testing-lint'],
  source: 'https://zuul-ci.org/docs/zuul-jobs/helm-jobs.html',
  image: /^chart-testing$/,
  program: 'ct',
  propose({ words: [program, command, ...options] }): Proposal | undefined {
    if (program !== 'ct' || command !== 'lint') return undefined;
    return {
      parent: 'chart-testing-lint',
      vars: options.length === 0 ? {} : { chart_testing_options: commandLine(options) },
      changes:
        options.length === 0
          ? ['the job gives options of its own: --validate-maintainers=false --check-version-increment=false']
          : [],
    };
  },
};
