import { defineConverter } from '../../src/convert/converter.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';
import type { Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const SECONDS_PER_MINUTE = 60;

/** Names that the plugin has for regions, in lower case and letters alone. */
const REGIONS: Readonly<Record<string, string>> = {
  useastnorthernvirginia: 'us-east-1',
  uswestnortherncalifornia: 'us-west-1',
  uswestoregon: 'us-west-2',
  eufrankfurt: 'eu-central-1',
  euireland: 'eu-west-1',
  asiapacificsingapore: 'ap-southeast-1',
  asiapacificsydney: 'ap-southeast-2',
  asiapacifictokyo: 'ap-northeast-1',
  southamericasaopaulo: 'sa-east-1',
};

/** Makes or deletes stacks of AWS after the build. Source: AWS CloudFormation plugin; AWS CLI reference: cloudformation. */
export default defineConverter({
  element: [
    'com.syncapse.jenkinsci.plugins.awscloudformationwrapper.CloudFormationPostBuildNotifier',
    'com.syncapse.jenkinsci.plugins.awscloudformationwrapper.CloudFormationNotifier',
  ],
  section: 'publishers',
  plugin: 'jenkins-cloudformation-plugin',
  summary: 'Makes or deletes stacks of AWS CloudFormation after the build',
  becomes: 'scripts that call aws in post-run, with a secret for the keys',
  grade: 'needs-human',
  findings: {
    keys: 'The keys stand in the job definition, where many have seen them: put new ones into the secret, encrypted with zuul-client encrypt.',
    description: 'AWS keeps no such description of a stack: the template has one.',
  },
  convert(input, notes) {
    const secrets: SecretUse[] = [];
    const makes = input.type.endsWith('PostBuildNotifier');
    const post = (input.child('stacks')?.children() ?? []).map((stack): Step => {
      const keys = ['awsAccessKey', 'awsSecretKey'].map((name) => stack.child(name));
      together(keys, 'dropped', (first) => notes.needsHuman('keys', first));
      const description = stack.child('description');
      if (description !== undefined) notes.dropped('description', description);
      const name = stack.textOf('stackName').trim();
      const binds = { AWS_ACCESS_KEY_ID: 'access_key', AWS_SECRET_ACCESS_KEY: 'secret_key' };
      const secret = stepSecret(`cloudformation-${name}`, binds, stack);
      secrets.push(secret.use);
      const region = stack.textOf('awsRegion').trim();
      const known = REGIONS[region.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? region;
      const environment = { ...secret.variables, AWS_DEFAULT_REGION: known };
      const lines = makes ? makeLines(stack, name) : deleteLines(stack, name);
      const title = makes ? `Make the stack ${name}` : `Delete the stack ${name}`;
      return { ...shellStep({ name: title, lines, environment, quiet: true }, stack), when: [SUCCEEDED] };
    });
    return secrets.length === 0 ? {} : { secrets, post };
  },
});

function makeLines(stack: Element, name: string): string[] {
  const recipe = stack.textOf('cloudFormationRecipe').trim();
  const parameters = stack
    .textOf('parameters')
    .split(/[,;]/)
    .map((pair) => /^\s*([^=]+)=(.*)$/.exec(pair))
    .flatMap((found) =>
      found === null ? [] : [`ParameterKey=${found[1]!.trim()},ParameterValue=${found[2]!.trim()}`],
    );
  const minutes = Math.ceil((stack.child('timeout')?.integer() ?? 0) / SECONDS_PER_MINUTE);
  const pause = stack.child('sleep')?.integer() ?? 0;
  const create = [
    ...['aws', 'cloudformation', 'create-stack', '--stack-name', name],
    ...(/^\w+:\/\//.test(recipe) ? ['--template-url', recipe] : ['--template-body', `file://${recipe}`]),
    ...(parameters.length === 0 ? [] : ['--parameters', ...parameters]),
    ...(minutes > 0 ? ['--timeout-in-minutes', String(minutes)] : []),
    ...['--capabilities', 'CAPABILITY_IAM'],
  ];
  const wait = ['aws', 'cloudformation', 'wait', 'stack-create-complete', '--stack-name', name];
  return [...(pause > 0 ? [`sleep ${String(pause)}`] : []), commandLine(create), commandLine(wait)];
}

/** With a prefix the oldest stack whose name begins like that is meant. */
function deleteLines(stack: Element, name: string): string[] {
  if (!stack.booleanOf('isPrefixSelected')) {
    return [commandLine(['aws', 'cloudformation', 'delete-stack', '--stack-name', name])];
  }
  const query = `reverse(sort_by(StackSummaries[?StackStatus!='DELETE_COMPLETE' && starts_with(StackName, '${name}')], &CreationTime))[-1].StackName`;
  return [
    `stack=$(${commandLine(['aws', 'cloudformation', 'list-stacks', '--output', 'text', '--query', query])})`,
    'aws cloudformation delete-stack --stack-name "$stack"',
  ];
}
