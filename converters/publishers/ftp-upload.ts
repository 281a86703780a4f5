import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import type { RoleStep } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';

/** Fields of the secret, as those of servers of Publish Over FTP. */
const LOGIN = {
  publish_over_host: 'host',
  publish_over_username: 'username',
  publish_over_password: 'password',
  publish_over_root: 'directory',
};

/** Files for an FTP server. Source: FTP-Publisher plugin, FTPPublisher and Entry; jenkins-elements: the same. */
export default defineConverter({
  element: 'com.zanox.hudson.plugins.FTPPublisher',
  section: 'publishers',
  plugin: 'ftppublisher',
  summary: 'Uploads files by FTP',
  becomes: 'role publish-over in post-run, with a secret for the server',
  grade: 'needs-human',
  findings: {
    server:
      "The address of this server and how to log in stand in Jenkins' global settings: put them into the secret, encrypted with zuul-client encrypt.",
    'time-folder':
      'The files went into a folder named after the time of the build. Here its name is the id of the build.',
    skipped: 'It is switched off.',
    nothing: 'It names no files.',
  },
  convert(input, notes) {
    if (input.booleanOf('skip')) {
      notes.dropped('skipped', input);
      return {};
    }
    const entries = input.child('entries')?.children() ?? [];
    if (entries.length === 0) {
      notes.dropped('nothing', input);
      return {};
    }
    input.child('skip')?.judgeAll('dropped');
    const site = input.child('siteName');
    const name = site?.text().trim() ?? '';
    notes.needsHuman('server', oneLeaf(input, site), `(${name})`);
    const times = input.child('useTimestamps');
    const dated = input.booleanOf('useTimestamps');
    if (dated && times !== undefined) notes.approximated('time-folder', times);
    const flatten = input.booleanOf('flatten');
    const secret = stepSecret(`ftp-${name}`, LOGIN, input);
    const transfers = entries.map((entry): Value => {
      const folder = entry.textOf('filePath').trim().replace(/\/+$/, '');
      const target = dated ? `${folder === '' ? '' : `${folder}/`}$BUILD_ID` : folder;
      return {
        source_files: antPatterns(entry.textOf('sourceFile')).map((pattern) => expandMacros(pattern)),
        ...(target !== '' && { remote_directory: expandMacros(target) }),
        ...(flatten && { flatten }),
      };
    });
    const step: RoleStep = {
      kind: 'role',
      name: 'Publish files by FTP',
      at: input.at,
      role: 'publish-over',
      vars: { publish_over_protocol: 'ftp', ...secret.variables, publish_over_transfers: transfers },
    };
    return { secrets: [secret.use], post: [step] };
  },
});
