import { defineConverter } from '../../src/convert/converter.js';
import { publishOver, PUBLISH_OVER_FINDINGS, type Protocol } from '../../src/convert/elements/publish-over.js';

/** Files and commands for servers, in the middle of a build. See `publishOver`. */
export default defineConverter({
  element: [
    'jenkins.plugins.publish_over_ssh.BapSshBuilderPlugin',
    'jenkins.plugins.publish_over_ftp.BapFtpBuilder',
    'jenkins.plugins.publish_over_cifs.CifsBuilderPlugin',
  ],
  section: 'builders',
  plugin: 'publish-over-ssh, publish-over-ftp, publish-over-cifs',
  summary: 'Copies files to a server or a share, or runs commands on a server',
  becomes: 'role publish-over, with a secret for the server',
  grade: 'needs-human',
  findings: PUBLISH_OVER_FINDINGS,
  convert(input, notes) {
    const protocol = PROTOCOLS.find((one) => input.type.includes(`_${one}.`)) ?? 'ssh';
    const { secrets, steps } = publishOver(input, notes, protocol);
    return { secrets, run: steps };
  },
});

const PROTOCOLS: readonly Protocol[] = ['ssh', 'ftp', 'cifs'];
