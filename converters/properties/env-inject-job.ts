import { defineConverter } from '../../src/convert/converter.js';
import { ENV_INJECT_FINDINGS, readEnvInject } from '../../src/convert/elements/env-inject.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { declaredParameters } from '../../src/convert/jenkins/parameters.js';

/**
 * Environment Injector plugin, its property: variables for the whole job, set before the checkout. Those that only have a
 * text are variables of the job. Parameters win over them unless told otherwise. Source: EnvInjectJobProperty, EnvInjectListener.
 */
export default defineConverter({
  element: 'EnvInjectJobProperty',
  section: 'properties',
  plugin: 'envinject',
  summary: 'Sets variables for a whole build, checkout included',
  becomes: 'Variables of the job, or the role inject-environment before the checkout',
  grade: 'approximate',
  findings: {
    ...ENV_INJECT_FINDINGS,
    off: 'The variables are switched off: left out.',
    'node-variables':
      'Says whether the variables of Jenkins and of the node are there too: those a converted job has always are.',
    'empty-workspace':
      'Jenkins read this file before the checkout, from a workspace that may have had an old build in it. Here the workspace is empty then: name a file that is on the node.',
  },
  convert(input, notes, walk) {
    const info = input.child('info');
    if (info === undefined || !input.booleanOf('on', true)) {
      notes.dropped('off', input);
      return {};
    }
    const declared = declaredParameters(input);
    const overrides = declared.length > 0 && input.booleanOf('overrideBuildParameters');
    const kept = overrides ? [] : declared;
    const file = info.child('propertiesFilePath');
    const isRelative = /^[^/~$\s]/.test(file?.rawText.trim() ?? '');
    if (file !== undefined && isRelative && !info.booleanOf('loadFilesFromMaster')) {
      notes.approximated('empty-workspace', file);
    }
    const { environment, steps } = readEnvInject(info, notes, walk, {
      code: 'env-inject-job',
      kept,
      plain: !overrides,
    });
    leaveOutRest(input, (rest) => notes.dropped('node-variables', rest));
    return {
      ...(Object.keys(environment).length > 0 && { environment }),
      ...(steps.length > 0 && { before: steps }),
    };
  },
});
