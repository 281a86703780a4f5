import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import type { RoleStep } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';

/** Files for the controller: kept as artifacts. Source: Copy To Slave plugin, CopyToMasterNotifier; jenkins-elements: the same. */
export default defineConverter({
  element: 'com.michelin.cio.hudson.plugins.copytoslave.CopyToMasterNotifier',
  section: 'publishers',
  plugin: 'copy-to-slave',
  summary: 'Copies files to a folder of the controller',
  becomes: 'role archive-artifacts in post-run',
  grade: 'approximate',
  findings: {
    folder:
      'The files went to this folder of the controller. Here they are artifacts of the build: change what reads them there.',
  },
  convert(input, notes) {
    const folder = input.child('destinationFolder');
    const isOwn = input.booleanOf('overrideDestinationFolder') && (folder?.rawText.trim() ?? '') !== '';
    if (isOwn && folder !== undefined) notes.approximated('folder', folder, `(${folder.text().trim()})`);
    const patterns = (name: string): Value[] => antPatterns(input.textOf(name)).map((pattern) => expandMacros(pattern));
    const [include, exclude] = [patterns('includes'), patterns('excludes')];
    for (const name of ['overrideDestinationFolder', 'destinationFolder', 'runAfterResultFinalised']) {
      input.child(name)?.judgeAll('dropped');
    }
    const vars = {
      archive_artifacts_include: include.length === 0 ? ['**'] : include,
      ...(exclude.length > 0 && { archive_artifacts_exclude: exclude }),
      archive_artifacts_allow_empty: true,
    };
    const step: RoleStep = { kind: 'role', name: 'Keep files', at: input.at, role: 'archive-artifacts', vars };
    return { post: [step] };
  },
});
