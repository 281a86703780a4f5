import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { Value } from '../../src/model/value.js';

/** Runs Maven 3; what goes to Artifactory is the wrapper's. Source: Artifactory plugin, Maven3Builder. */
export default defineConverter({
  element: 'org.jfrog.hudson.maven3.Maven3Builder',
  section: 'builders',
  plugin: 'artifactory',
  summary: 'Runs Maven 3 beside the Artifactory plugin',
  becomes: 'a script that calls mvn',
  grade: 'approximate',
  findings: { tool: TOOL_FINDING },
  convert(input, notes) {
    readToolName(input.child('mavenName'), notes);
    const pom = input.textOf('rootPom').trim();
    const options = input.textOf('mavenOpts').trim().replaceAll(/\s+/g, ' ');
    const words = ['mvn', ...(pom === '' ? [] : ['-f', pom]), ...tokenize(input.textOf('goals'))];
    const environment: Record<string, Value> = options === '' ? {} : { MAVEN_OPTS: expandMacros(options) };
    return { run: [toolCall({ name: 'Run Maven', words, environment }, input)] };
  },
});
