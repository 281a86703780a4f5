import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { ignoreClass, together } from '../../src/convert/elements/together.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { ScriptStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

type Code = 'server' | 'login' | 'modules' | 'options' | 'job-credentials';

/** What the plugins look at when nothing is named. */
const USUAL_TARGETS = ['**/*.jar', '**/*.war', '**/*.ear', '**/*.zip', '**/*.tar.gz'];

/** A field of the newer plugin, whose names are escaped twice. */
const PREFIX = /^com__sonatype__nexus__ci__iq__IqPolicyEvaluator____/;

/**
 * Checks what is built against the policies of Nexus IQ, which may fail the build: the scanner for the command line does the
 * same. Source: Nexus Platform plugin, IqPolicyEvaluatorBuildStep; CLM plugin, PreBuildScan; Nexus IQ CLI's manual.
 */
export default defineConverter({
  element: ['org.sonatype.nexus.ci.iq.IqPolicyEvaluatorBuildStep', 'com.sonatype.insight.ci.hudson.PreBuildScan'],
  section: 'builders',
  plugin: 'nexus-jenkins-plugin, sonatype-clm-ci',
  summary: 'Checks what is built against the policies of Nexus IQ',
  becomes: 'a script that calls nexus-iq-cli, with a secret for the server',
  grade: 'needs-human',
  findings: {
    server:
      "The address and the login of Nexus IQ stand in Jenkins' global settings: put them into the secret, encrypted with zuul-client encrypt. The node has to have nexus-iq-cli.",
    login:
      'The login is a placeholder: encrypt user name and password with zuul-client encrypt and put them into the secret.',
    modules:
      'Which modules of Maven are left out: the scanner for the command line knows no modules, name the targets.',
    options: 'Options for the scanner of Jenkins: look for those of nexus-iq-cli.',
    'job-credentials': 'The job has a login of its own: encrypt user name and password and put them into the secret.',
  },
  convert(input, notes): Contribution {
    return input.type.endsWith('.PreBuildScan') ? olderPlugin(input, notes) : newerPlugin(input, notes);
  },
});

function newerPlugin(input: Element, notes: Notes<Code>): Contribution {
  const field = (name: string): Element | undefined =>
    input.elements.find((one) => one.name.replace(PREFIX, '').replace(/^_+/, '') === name);
  const own = field('jobCredentialsId');
  const credential = own?.text().trim() ?? '';
  if (own !== undefined && credential !== '') notes.needsHuman('job-credentials', own, `(${credential})`);
  const application = field('iqApplication');
  ignoreClass(application);
  const patterns = (field('iqScanPatterns')?.children() ?? []).map((pattern) => pattern.textOf('scanPattern').trim());
  const modules = field('moduleExcludes')?.children() ?? [];
  together(modules, 'approximated', (at) => notes.approximated('modules', at));
  const network = field('failBuildOnNetworkError');
  const id = application?.child('applicationId');
  // No field is about the server: that of the stage stands for it.
  const stage = field('iqStage');
  if (credential === '' && stage !== undefined) notes.needsHuman('server', stage);
  return scanning(input, {
    stage: stage?.text().trim() || 'build',
    application: id?.text().trim() ?? '',
    patterns,
    failsOnErrors: /^(true|yes)$/i.test(network?.text().trim() ?? ''),
    server: credential === '' ? 'nexus-iq' : credential,
  });
}

function olderPlugin(input: Element, notes: Notes<Code>): Contribution {
  const select = input.child('applicationSelectType');
  const kind = select?.child('value');
  // Whether the name was chosen from a list or typed.
  kind?.judgeAll('dropped');
  const paths = input.child('pathConfig');
  paths?.children();
  select?.children();
  const modules = paths?.child('moduleExcludes');
  if (modules !== undefined && modules.text().trim() !== '') notes.approximated('modules', modules);
  const options = paths?.child('scanProperties');
  if (options !== undefined && options.text().trim() !== '') notes.approximated('options', options);
  const user = input.textOf('username').trim();
  const password = input.child('password');
  const hasLogin = (password?.text().trim() ?? '') !== '';
  if (hasLogin) notes.needsHuman('login', password!);
  const stage = input.child('stageId');
  if (!hasLogin && stage !== undefined) notes.needsHuman('server', stage);
  return scanning(input, {
    stage: stage?.text().trim() || 'build',
    application: select?.textOf('applicationId').trim() ?? '',
    patterns: antPatterns(paths?.textOf('scanTargets') ?? ''),
    failsOnErrors: input.booleanOf('failOnClmServerFailures'),
    server: 'nexus-iq',
    user,
  });
}

interface Scan {
  readonly stage: string;
  readonly application: string;
  /** Ant patterns, from the workspace. */
  readonly patterns: readonly string[];
  /** A server that does not answer fails the build; else only a broken policy does. */
  readonly failsOnErrors: boolean;
  /** Name of the secret. */
  readonly server: string;
  /** Name of the user, where the job says it. */
  readonly user?: string;
}

function scanning(input: Element, scan: Scan): Contribution {
  const named = scan.user !== undefined && scan.user !== '';
  const binds: Record<string, string> = {
    NEXUS_IQ_URL: 'url',
    ...(!named && { NEXUS_IQ_USERNAME: 'username' }),
    NEXUS_IQ_PASSWORD: 'password',
  };
  const secret = stepSecret(scan.server, binds, input);
  const options = [
    '--server-url "$NEXUS_IQ_URL" --authentication "$NEXUS_IQ_USERNAME:$NEXUS_IQ_PASSWORD"',
    `--stage ${shellWord(scan.stage)} --application-id ${shellWord(scan.application)}`,
    ...(scan.failsOnErrors ? [] : ['--ignore-system-errors']),
  ];
  const targets = (scan.patterns.length === 0 ? USUAL_TARGETS : scan.patterns).map(globWord);
  const step: ScriptStep = {
    kind: 'script',
    name: 'Check the policies of Nexus IQ',
    at: input.at,
    body: `exec nexus-iq-cli ${[...options, targets.join(' ')].join(' \\\n  ')}\n`,
    // With globstar the shell takes ** for any number of folders, as Ant does.
    command: ['/bin/bash', '-e', '-O', 'globstar', '-O', 'nullglob'],
    extension: 'sh',
    environment: { ...secret.variables, ...(named && { NEXUS_IQ_USERNAME: expandMacros(scan.user) }) },
  };
  return { secrets: [secret.use], run: [step] };
}

/** An Ant pattern for the shell: wildcards stay, everything else is quoted. */
function globWord(pattern: string): string {
  return pattern
    .split(/(\*+|\?)/)
    .map((part) => (part === '' || /^[*?]/.test(part) ? part : shellWord(part)))
    .join('');
}
