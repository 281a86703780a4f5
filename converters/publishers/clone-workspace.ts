import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import type { RoleStep } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';

/** Keeps the workspace for another job. Source: Clone Workspace SCM plugin, CloneWorkspacePublisher; jenkins-elements: the same. */
export default defineConverter({
  element: 'hudson.plugins.cloneworkspace.CloneWorkspacePublisher',
  section: 'publishers',
  plugin: 'clone-workspace-scm',
  summary: 'Keeps files of the workspace for a job that begins with them',
  becomes: 'role archive-artifacts in post-run',
  grade: 'approximate',
  findings: {
    reader:
      'Another job took its workspace from here. The files are kept as artifacts: let that job require this one and fetch them.',
    packing: 'How Jenkins packed the files says nothing here.',
  },
  convert(input, notes) {
    const glob = input.child('workspaceGlob');
    notes.approximated('reader', oneLeaf(input, glob));
    const packing = input.child('archiveMethod');
    if (packing !== undefined) notes.dropped('packing', packing);
    const patterns = (text: string): Value[] => antPatterns(text).map((pattern) => expandMacros(pattern));
    const exclude = patterns(input.textOf('workspaceExcludeGlob'));
    const written = glob?.rawText.trim() ?? '';
    const vars: Record<string, Value> = {
      archive_artifacts_include: patterns(written === '' ? '**' : written),
      ...(exclude.length > 0 && { archive_artifacts_exclude: exclude }),
      ...(input.booleanOf('overrideDefaultExcludes') && { archive_artifacts_default_excludes: false }),
      archive_artifacts_allow_empty: true,
    };
    const step: RoleStep = { kind: 'role', name: 'Keep the workspace', at: input.at, role: 'archive-artifacts', vars };
    const always = input.textOf('criteria', 'Successful').trim() === 'Any';
    return { post: [always ? step : { ...step, when: [SUCCEEDED] }] };
  },
});
