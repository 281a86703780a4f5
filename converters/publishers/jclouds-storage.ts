import { defineConverter } from '../../src/convert/converter.js';
import { asFile, fixedFolder, forEachFile, withName } from '../../src/convert/elements/for-each-file.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';

/** Files for object stores of any kind. Source: JClouds plugin, BlobStorePublisher, BlobStoreEntry; rclone manual: copyto. */
export default defineConverter({
  element: 'jenkins.plugins.jclouds.blobstore.BlobStorePublisher',
  section: 'publishers',
  plugin: 'jclouds-jenkins',
  summary: 'Uploads files to an object store',
  becomes: 'role for-each-file with rclone in post-run, and a secret with its configuration',
  grade: 'needs-human',
  findings: {
    profile:
      "This object store is set up in Jenkins' global settings: write a configuration of rclone with a remote called store, encrypt it with zuul-client encrypt and put it into the secret.",
  },
  convert(input, notes) {
    const profile = input.child('profileName');
    const name = profile?.text().trim() ?? '';
    notes.needsHuman('profile', oneLeaf(input, profile), `(${name})`);
    const secret = stepSecret(`jclouds-${name}`, { RCLONE_SETTINGS: 'content' }, input);
    const post = (input.child('entries')?.children() ?? []).map((entry) => {
      const folder = entry
        .textOf('path')
        .trim()
        .replace(/^\/+|\/+$/g, '');
      const target = `store:${entry.textOf('container').trim()}/${folder === '' ? '' : `${folder}/`}`;
      const lines = [...asFile('RCLONE_SETTINGS'), `rclone --config "$file" copyto "$1" ${withName(target)}`];
      const include = entry.textOf('sourceFile');
      const keeps = entry.booleanOf('keepHierarchy');
      const strip = keeps ? fixedFolder(include) : '';
      const call = { name: 'Upload files to an object store', include, lines, flatten: !keeps, strip };
      return forEachFile({ ...call, environment: secret.variables }, entry);
    });
    return { secrets: [secret.use], post };
  },
});
