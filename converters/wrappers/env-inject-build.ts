import { defineConverter } from '../../src/convert/converter.js';
import { ENV_INJECT_FINDINGS, readEnvInject } from '../../src/convert/elements/env-inject.js';

/**
 * Environment Injector plugin, its wrapper: variables for the builders and all that follows, set after the checkout.
 * Source: EnvInjectBuildWrapper.
 */
export default defineConverter({
  element: ['EnvInjectBuildWrapper', 'org.jenkinsci.plugins.envinject.EnvInjectBuildWrapper'],
  section: 'wrappers',
  plugin: 'envinject',
  summary: 'Sets variables before the builders, from text, a file or a script',
  becomes: 'role inject-environment before the builders',
  grade: 'approximate',
  findings: ENV_INJECT_FINDINGS,
  convert(input, notes, walk) {
    const info = input.child('info') ?? input;
    const { steps } = readEnvInject(info, notes, walk, { code: 'env-inject-build', kept: [], plain: false });
    return steps.length === 0 ? {} : { setUp: steps };
  },
});
