import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import type { Value } from '../../src/model/value.js';
import type { RoleStep } from '../../src/model/step.js';

const UNUSED = [
  ['fingerprint', 'fingerprint'],
  ['latestOnly', 'retention'],
] as const;

/**
 * Keeps files of the workspace with the build's logs: role `archive-artifacts`.
 *
 * The role's variables are `archive_artifacts_include` and `archive_artifacts_exclude` (lists of Ant patterns relative to the
 * workspace: `*`, `?`, `**`, a trailing `/` means everything below), `archive_artifacts_default_excludes` (leave out what Ant
 * leaves out by itself: `.git`, `*~`, …; default true), `archive_artifacts_case_sensitive` (default true),
 * `archive_artifacts_follow_links` (links are what they lead to; default true), `archive_artifacts_allow_empty` (no match is no
 * failure; default false).
 * Source: Jenkins core, ArtifactArchiver; jenkins-elements: ArtifactArchiver.
 */
export default defineConverter({
  element: 'hudson.tasks.ArtifactArchiver',
  section: 'publishers',
  plugin: 'core',
  summary: 'Keeps files of the workspace with the build',
  becomes: 'role archive-artifacts in post-run',
  grade: 'exact',
  findings: {
    fingerprint: 'Checksums of files are bookkeeping of Jenkins.',
    retention: 'How long files are kept is decided where Zuul stores its logs.',
  },
  convert(input, notes) {
    for (const [name, code] of UNUSED) {
      const field = input.child(name);
      if (field === undefined) continue;
      if (input.booleanOf(name)) notes.dropped(code, field);
      else field.judgeAll('dropped');
    }
    const exclude = antPatterns(input.textOf('excludes')).map((pattern) => expandMacros(pattern));
    const vars: Record<string, Value> = {
      archive_artifacts_include: antPatterns(input.need('artifacts').text()).map((pattern) => expandMacros(pattern)),
      ...(exclude.length > 0 && { archive_artifacts_exclude: exclude }),
      ...(!input.booleanOf('defaultExcludes', true) && { archive_artifacts_default_excludes: false }),
      ...(!input.booleanOf('caseSensitive', true) && { archive_artifacts_case_sensitive: false }),
      ...(!input.booleanOf('followSymlinks', true) && { archive_artifacts_follow_links: false }),
      ...(input.booleanOf('allowEmptyArchive') && { archive_artifacts_allow_empty: true }),
    };
    const step: RoleStep = { kind: 'role', name: 'Keep artifacts', at: input.at, role: 'archive-artifacts', vars };
    return { post: [input.booleanOf('onlyIfSuccessful') ? { ...step, when: [SUCCEEDED] } : step] };
  },
});
