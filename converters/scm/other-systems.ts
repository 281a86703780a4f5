import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failStep, firstFilled } from '../../src/convert/elements/left-to-a-person.js';

const CHECKOUT =
  'Jenkins got the sources from this system. Zuul does not know it: put them into a repository of Git, or get them in this step with a secret for the login.';

/** Fields that name what is checked out, the most telling first. */
const TELLING = [
  'project',
  'parentJobName',
  'imageStreamName',
  'depot',
  'projectPath',
  'view',
  'stream',
  'config',
  'url',
];

/** Systems for sources whose programs and logins only that site has. jenkins-elements: scm, needs-human. */
export default defineConverter({
  element: [
    'hudson.plugins.dimensionsscm.DimensionsSCM',
    'hudson.plugins.accurev.AccurevSCM',
    'hudson.plugins.cloneworkspace.CloneWorkspaceSCM',
    'org.jenkinsci.plugins.visualworks_store.StoreSCM',
    'com.openshift.jenkins.plugins.pipeline.OpenShiftImageStreams',
    'hudson.plugins.perforce.PerforceSCM',
    'org.jenkinsci.plugins.p4.PerforceScm',
    'hudson.plugins.clearcase.ClearCaseSCM',
    'hudson.plugins.clearcase.ClearCaseUcmSCM',
    'hudson.plugins.synergy.SynergySCM',
    'hudson.plugins.rational.RationalTeamConcertSCM',
  ],
  section: 'scm',
  plugin: 'dimensionsscm, accurev, clone-workspace-scm, store, openshift-pipeline, perforce, p4, clearcase',
  summary: 'Gets the sources from another system, or from the workspace of another job',
  becomes: 'A step that fails until somebody gets the sources',
  grade: 'needs-human',
  findings: {
    checkout: CHECKOUT,
    details: 'Belongs to the checkout that is left out. A password is not copied.',
  },
  convert(input, notes) {
    const at = firstFilled(input, TELLING);
    notes.needsHuman('checkout', at, at === input ? undefined : `(${at.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return { checkout: [failStep('Get the sources', 'other-systems/checkout', CHECKOUT, input)] };
  },
});
