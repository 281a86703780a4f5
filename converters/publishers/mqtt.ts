import { defineConverter } from '../../src/convert/converter.js';
import { withResult } from '../../src/convert/elements/post-build.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import { jinja } from '../../src/model/value.js';

const PRESET = { topic: 'jenkins/$PROJECT_URL', message: '$BUILD_RESULT' };

/** A message to a broker of MQTT. Source: MQTT Notification plugin, MqttNotifier; manual of mosquitto_pub. */
export default defineConverter({
  element: 'jenkins.plugins.mqttnotification.MqttNotifier',
  section: 'publishers',
  plugin: 'mqtt-notification-plugin',
  summary: 'Sends a message by MQTT after the build',
  becomes: 'a script that calls mosquitto_pub in post-run; a secret where there is a login',
  grade: 'approximate',
  findings: {
    login: 'The credential is a placeholder: encrypt its values with zuul-client encrypt and put them into the secret.',
  },
  convert(input, notes) {
    const id = input.child('credentialsId');
    const credential = id?.text().trim() ?? '';
    const secret = stepSecret(credential, { MQTT_USERNAME: 'username', MQTT_PASSWORD: 'password' }, input);
    const hasLogin = id !== undefined && credential !== '';
    if (hasLogin) notes.needsHuman('login', id, `(${credential})`);
    const { host, port, encrypted } = addressOf(input.textOf('brokerUrl'));
    const or = (name: keyof typeof PRESET): string => input.textOf(name).trim() || PRESET[name];
    const qos = input.textOf('qos', '0').trim();
    const words = [
      'mosquitto_pub',
      ...['--host', host],
      ...(port === '' ? [] : ['--port', port]),
      ...(encrypted ? ['--tls-use-os-certs'] : []),
      ...(qos === '' || qos === '0' ? [] : ['--qos', qos]),
      ...(input.booleanOf('retainMessage') ? ['--retain'] : []),
      ...['--topic', or('topic')],
      ...['--message', or('message')],
    ];
    const login = hasLogin ? ' --username "$MQTT_USERNAME" --pw "$MQTT_PASSWORD"' : '';
    const environment = {
      ...(words.some((word) => word.includes('PROJECT_URL')) && {
        PROJECT_URL: jinja('job/{{ jenkins_env.JOB_NAME }}/'),
      }),
      ...(hasLogin && secret.variables),
    };
    const line = `${commandLine(words)}${login}`;
    const step = shellStep({ name: 'Send a message by MQTT', lines: [line], environment, quiet: hasLogin }, input);
    // A message that cannot be sent is only told in the console.
    const post = [{ ...withResult(step), ignoreErrors: true }];
    return hasLogin ? { secrets: [secret.use], post } : { post };
  },
});

/** `tcp://host:1883`, `ssl://host`, or a bare host. */
function addressOf(url: string): { readonly host: string; readonly port: string; readonly encrypted: boolean } {
  const [, scheme = 'tcp', host = '', port = ''] = /^(?:(\w+):\/\/)?([^:/]*)(?::([^/]*))?/.exec(url.trim()) ?? [];
  return { host, port, encrypted: scheme === 'ssl' };
}
