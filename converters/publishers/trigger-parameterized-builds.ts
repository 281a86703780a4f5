import { defineConverter } from '../../src/convert/converter.js';
import { projectsOf, START_FINDINGS, startJobs } from '../../src/convert/elements/start-jobs.js';

/**
 * Starts other jobs when the build is over, with parameters, without waiting for them: their steps run at the end of this one.
 * Source: Parameterized Trigger plugin, BuildTrigger; jenkins-elements: hudson.plugins.parameterizedtrigger.BuildTrigger.
 */
export default defineConverter({
  element: 'hudson.plugins.parameterizedtrigger.BuildTrigger',
  section: 'publishers',
  plugin: 'parameterized-trigger',
  summary: 'Starts other jobs after the build, with parameters',
  becomes: 'the steps of those jobs in post-run',
  grade: 'approximate',
  findings: START_FINDINGS,
  convert(input, notes) {
    const configs = input.need('configs').children();
    if (configs.length > 1) notes.approximated('in-turn', projectsOf(configs[1]!));
    return {
      post: configs.flatMap((config) => {
        // Versions of the plugin before this option started the jobs in any case.
        const needsParameters = !config.booleanOf('triggerWithNoParameters', true);
        const waiting = { wait: false, failsOn: null } as const;
        const steps = startJobs(config, waiting, notes, 'trigger-parameterized-builds', { needsParameters });
        // With parameters it makes no difference.
        if (!(config.child('configs')?.isLeaf ?? true)) config.child('triggerWithNoParameters')?.judgeAll('dropped');
        config.child('triggerFromChildProjects')?.judgeAll('dropped');
        return steps;
      }),
    };
  },
});
