import { defineConverter } from '../../src/convert/converter.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';
import type { Step } from '../../src/model/step.js';

/** Makes stacks of AWS CloudFormation. Source: AWS CloudFormation plugin, StackBean; AWS CLI reference: cloudformation. */
export default defineConverter({
  element: 'com.syncapse.jenkinsci.plugins.awscloudformationwrapper.CloudFormationBuildStep',
  section: 'builders',
  plugin: 'jenkins-cloudformation-plugin',
  summary: 'Makes stacks of AWS CloudFormation and waits for them',
  becomes: 'scripts that call aws, with a secret for the keys',
  grade: 'needs-human',
  findings: {
    keys: 'The keys are a placeholder: encrypt them with zuul-client encrypt and put them into the secret.',
    description: 'AWS keeps no such description of a stack: the template has one.',
  },
  convert(input, notes) {
    const secrets: SecretUse[] = [];
    const run: Step[] = [];
    const after: Step[] = [];
    for (const stack of input.child('stacks')?.children() ?? []) {
      const read = (name: string): string => stack.textOf(name).trim();
      const [name, region] = [read('stackName'), read('awsRegion')];
      together([stack.child('awsAccessKey'), stack.child('awsSecretKey')], 'needs-human', (at) =>
        notes.needsHuman('keys', at),
      );
      const description = stack.child('description');
      if (description !== undefined) notes.dropped('description', description);
      const secret = stepSecret(
        `cloudformation-${name}`,
        { AWS_ACCESS_KEY_ID: 'access_key', AWS_SECRET_ACCESS_KEY: 'secret_key' },
        stack,
      );
      secrets.push(secret.use);
      const environment = { ...secret.variables, AWS_DEFAULT_REGION: regionName(region) };
      const recipe = read('cloudFormationRecipe');
      const parameters = read('parameters')
        .split(/[,;]/)
        .map((pair) => /^\s*([^=]+)=(.*)$/.exec(pair))
        .flatMap((found) =>
          found === null ? [] : [`ParameterKey=${found[1]!.trim()},ParameterValue=${found[2]!.trim()}`],
        );
      const template = /^\w+:\/\//.test(recipe) ? ['--template-url', recipe] : ['--template-body', `file://${recipe}`];
      const timeout = stack.child('timeout')?.integer() ?? 0;
      const create = [
        'aws',
        'cloudformation',
        'create-stack',
        '--stack-name',
        name,
        ...template,
        ...(parameters.length === 0 ? [] : ['--parameters', ...parameters]),
        ...(timeout > 0 ? ['--timeout-in-minutes', String(Math.max(1, Math.ceil(timeout / SECONDS_PER_MINUTE)))] : []),
        '--capabilities',
        'CAPABILITY_IAM',
      ];
      const wait = ['aws', 'cloudformation', 'wait', 'stack-create-complete', '--stack-name', name];
      const pause = stack.child('sleep')?.integer() ?? 0;
      const lines = [commandLine(create), commandLine(wait), ...(pause > 0 ? [`sleep ${String(pause)}`] : [])];
      run.push(shellStep({ name: `Make the stack ${name}`, lines, environment }, stack));
      const remove = ['aws', 'cloudformation', 'delete-stack', '--stack-name', name];
      if (stack.booleanOf('autoDeleteStack')) {
        after.unshift(
          shellStep({ name: `Delete the stack ${name}`, lines: [commandLine(remove)], environment }, stack),
        );
      }
    }
    if (run.length === 0) return {};
    return { secrets, run, ...(after.length > 0 && { after }) };
  },
});

const SECONDS_PER_MINUTE = 60;

/** `US_East_Northern_Virginia` and the like, as the plugin writes them. */
function regionName(region: string): string {
  return REGIONS[region.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? region;
}

const REGIONS: Readonly<Record<string, string>> = {
  useast: 'us-east-1',
  uswestohio: 'us-east-2',
  canadacentral: 'ca-central-1',
  eulondon: 'eu-west-2',
  useastnorthernvirginia: 'us-east-1',
  uswestoregon: 'us-west-2',
  uswestnortherncalifornia: 'us-west-1',
  euireland: 'eu-west-1',
  eufrankfurt: 'eu-central-1',
  asiapacificsingapore: 'ap-southeast-1',
  asiapacificsydney: 'ap-southeast-2',
  asiapacifictokyo: 'ap-northeast-1',
  southamericasaopaulo: 'sa-east-1',
};
