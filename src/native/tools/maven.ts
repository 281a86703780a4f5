import { asTestCommand, operandsOf } from '../test-command.js';

/** Phases of the life cycle before anything leaves the project, and plug-ins that only look. */
const GOAL =
  /^(clean|validate|compile|test-compile|test|package|verify|site|checkstyle:check|spotbugs:check|javadoc:javadoc)$/;

/** Options whose value is a word of its own. */
const WITH_VALUE = /^(-f|--file|-pl|--projects|-P|--activate-profiles|-T|--threads)$/;

function goals(words: readonly string[]): readonly string[] {
  return operandsOf(words.filter((_, index) => index === 0 || !WITH_VALUE.test(words[index - 1]!)));
}

/** Maven up to `verify`: goals behind it install, publish or deploy. */
export const recogniser = asTestCommand({
  tool: 'maven',
  program: 'mvn',
  mention: /(\.\/)?mvnw?\b/,
  image: /^(maven|mvn)(-|$)/,
  takes: (words) => /^(\.\/)?mvnw?$/.test(words[0] ?? '') && goals(words).every((goal) => GOAL.test(goal)),
  needs: 'the node needs Maven and a JDK: see the Java Roles of zuul-jobs',
});
