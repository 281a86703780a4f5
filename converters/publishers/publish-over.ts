import { defineConverter } from '../../src/convert/converter.js';
import { publishOver, PUBLISH_OVER_FINDINGS, type Protocol } from '../../src/convert/elements/publish-over.js';

const PROTOCOLS: readonly Protocol[] = ['ssh', 'ftp', 'cifs'];

/** Files and commands for servers, after the build. See `publishOver`; jenkins-elements: BapFtpPublisherPlugin and others. */
export default defineConverter({
  element: [
    'jenkins.plugins.publish_over_ssh.BapSshPublisherPlugin',
    'jenkins.plugins.publish_over_ftp.BapFtpPublisherPlugin',
    'jenkins.plugins.publish_over_cifs.CifsPublisherPlugin',
  ],
  section: 'publishers',
  plugin: 'publish-over-ssh, publish-over-ftp, publish-over-cifs',
  summary: 'Copies files to a server or a share after the build, or runs commands on a server',
  becomes: 'role publish-over in post-run, with a secret for the server',
  grade: 'needs-human',
  findings: PUBLISH_OVER_FINDINGS,
  convert(input, notes) {
    const protocol = PROTOCOLS.find((one) => input.type.includes(`_${one}.`)) ?? 'ssh';
    const { secrets, steps } = publishOver(input, notes, protocol);
    return { secrets, post: steps };
  },
});
