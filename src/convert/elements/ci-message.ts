import type { SecretUse } from '../../model/jenkins-job.js';
import type { FailStep, Step } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { parseJavaProperties } from './java-properties.js';
import { expandMacros } from './macros.js';
import { serviceCall } from './service-call.js';
import { stepSecret } from './step-secret.js';
import { ignoreClass, together } from './together.js';

/** Findings that every converter of an element that sends a message declares, by spreading this into its own. */
export const CI_MESSAGE_FINDINGS = {
  broker:
    "The address and the login of this broker stand in Jenkins' global settings: put host, port (STOMP), user name and password into the secret, encrypted with zuul-client encrypt.",
  kind: 'This broker is spoken to in another language than STOMP: send the message with a task of your own.',
  'of-message': 'It belongs to a message that is left to a person.',
} as const;

/** Topic of a broker that has none of its own. Source: JMS Messaging plugin, JmsMessagingProvider. */
const USUAL_TOPIC = 'VirtualTopic.qe.ci.jenkins';

/**
 * A message to a bus: role `call-service`, by STOMP, which ActiveMQ takes.
 * Source: JMS Messaging plugin, CIMessageBuilder and CIMessageNotifier; older versions have the fields in the element itself.
 *
 * @param converter Name of the converter, for the code of a step that fails.
 */
export function ciMessage(
  input: Element,
  notes: Notes<keyof typeof CI_MESSAGE_FINDINGS>,
  converter: string,
): { readonly secrets: readonly SecretUse[]; readonly steps: readonly Step[] } {
  const holder = input.child('providerData') ?? input;
  const type = holder === input ? '' : (holder.attributes.find((one) => one.name === 'class')?.value ?? '');
  ignoreClass(holder);
  if (/fedmsg|kafka|rabbit/i.test(type)) return { secrets: [], steps: [byHand(input, holder, notes, converter)] };
  const read = (field: string): string => (holder.child(field) ?? input.child(field))?.text().trim() ?? '';
  const name = holder.child('providerName') ?? holder.child('name') ?? input.child('providerName');
  const broker = name?.text().trim() ?? '';
  if (name !== undefined) notes.needsHuman('broker', name, `(${broker})`);
  const overrides = holder.child('overrides') ?? input.child('overrides');
  overrides?.children();
  const topic = overrides?.textOf('topic').trim() || USUAL_TOPIC;
  const kind = read('messageType');
  const headers: Record<string, Value> = {
    ...(kind !== '' && { CI_TYPE: kind }),
    ...Object.fromEntries(
      Object.entries(parseJavaProperties(read('messageProperties'))).map(([key, value]) => [key, expandMacros(value)]),
    ),
  };
  const binds = { host: 'host', port: 'port', username: 'username', password: 'password' };
  const secret = stepSecret(`message-bus-${broker || 'default'}`, binds, input);
  const options = { destination: expandMacros(`/topic/${topic}`), headers, body: expandMacros(read('messageContent')) };
  const step = serviceCall('Send a message to the bus', 'stomp', options, secret, input);
  const fails = /^(true|yes)$/i.test(read('failOnError'));
  return { secrets: [secret.use], steps: [fails ? step : { ...step, ignoreErrors: true }] };
}

function byHand(
  input: Element,
  holder: Element,
  notes: Notes<keyof typeof CI_MESSAGE_FINDINGS>,
  converter: string,
): FailStep {
  const name = holder.child('name') ?? holder;
  notes.needsHuman('kind', name);
  const rest: Element[] = [];
  input.walk((element) => {
    if (element.isLeaf && element !== name) rest.push(element);
  });
  together(rest, 'dropped', (at) => notes.dropped('of-message', at));
  const message = CI_MESSAGE_FINDINGS.kind;
  return { kind: 'fail', name: 'Send a message to the bus', at: input.at, code: `${converter}/kind`, message };
}
