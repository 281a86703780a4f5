import { asTestCommand, operandsOf } from '../test-command.js';

const TASK = /^(:?[\w-]+:)*(clean|assemble|build|check|classes|compile\w*|jar|javadoc|lint|test|testClasses)$/;

/** Gradle, tasks that build and check. Nothing that publishes or deploys. */
export const recogniser = asTestCommand({
  tool: 'gradle',
  mention: /(\.\/)?gradlew?\b/,
  image: /^gradle(-|$)/,
  takes: (words) =>
    /^(\.\/)?gradlew?$/.test(words[0] ?? '') &&
    operandsOf(words).length > 0 &&
    operandsOf(words).every((task) => TASK.test(task)),
  needs: 'the node needs a JDK and, without a wrapper, Gradle: see the Java Roles of zuul-jobs',
});
