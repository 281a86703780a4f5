import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { serviceCall } from '../../src/convert/elements/service-call.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import type { Value } from '../../src/model/value.js';

/** Runs a function of Salt. Source: SaltStack plugin, SaltAPIBuilder; Salt's manual: rest_cherrypy. */
export default defineConverter({
  element: 'com.waytta.SaltAPIBuilder',
  section: 'builders',
  plugin: 'saltstack',
  summary: "Runs a function of Salt through Salt's API",
  becomes: 'role call-service, with a secret for the login',
  grade: 'needs-human',
  findings: {
    login:
      'The login is a placeholder: encrypt user name and password with zuul-client encrypt and put them into the secret.',
    copy: 'What the plugin wrote down a second time about the same fields.',
    output: 'The output went into a variable of the build: it is on the console only.',
  },
  convert(input, notes) {
    const server = input.textOf('servername').trim();
    const id = input.child('credentialsId');
    const credential = id?.text().trim() ?? '';
    if (id !== undefined) notes.needsHuman('login', id, `(${credential})`);
    const copy = input.child('clientInterfaces');
    together([copy, input.child('outputFormat')], 'dropped', (at) => notes.dropped('copy', at));
    const output = input.child('saveEnvVar') ?? input.child('saveFile');
    if (output !== undefined && /^(true|yes)$/i.test(output.text().trim())) notes.approximated('output', output);
    // Newer versions keep what is run in an element of its own.
    const holder = input.child('clientInterface');
    const inner = holder !== undefined && !holder.isLeaf ? holder : input;
    const read = (name: string): string => (inner.child(name) ?? input.child(name))?.text().trim() ?? '';
    const word = inner === input ? read('clientInterface') : clientOf(inner.attribute('class') ?? '');
    const client = word.replaceAll('-', '_') || 'local';
    const switched = inner.child('usePillar') ?? input.child('usePillar');
    const usesPillar = switched === undefined ? read('pillarkey') !== '' : /^(true|yes)$/i.test(switched.text().trim());
    if (!usesPillar) for (const name of ['pillarkey', 'pillarvalue']) inner.child(name)?.judgeAll('dropped');
    const polls = Number(read('jobPollTime') || '10');
    const options: Record<string, Value | undefined> = {
      url: expandMacros(server),
      auth: unless(input.textOf('authtype').trim(), 'pam'),
      client: unless(client, 'local'),
      target: expandMacros(unless(read('target'), '*') ?? ''),
      target_type: unless(read('targettype') || read('targetType'), 'glob'),
      function: expandMacros(read('function')),
      arguments: tokenize(read('arguments')).map((one) => expandMacros(one)),
      keywords: Object.fromEntries(
        tokenize(read('kwarguments'))
          .map((one) => /^([^=]+)=(.*)$/s.exec(one))
          .flatMap((found) => (found === null ? [] : [[found[1]!, expandMacros(found[2]!)]])),
      ) as Record<string, Value>,
      modules: expandMacros(read('mods')),
      batch: unless(read('batchSize'), '100%'),
      pillar: usesPillar ? { [read('pillarkey')]: expandMacros(read('pillarvalue')) } : undefined,
      wait: /^(true|yes)$/i.test(read('blockbuild')) || undefined,
      interval: Number.isFinite(polls) && polls !== 10 ? polls : undefined,
    };
    const secret = stepSecret(credential || 'salt', { username: 'username', password: 'password' }, input);
    return { secrets: [secret.use], run: [serviceCall('Run a function of Salt', 'salt', options, secret, input)] };
  },
});

function unless(value: string, preset: string): string | undefined {
  return value === '' || value === preset ? undefined : value;
}

/** `com.waytta.clientinterface.LocalBatchClient` → `local_batch`. */
function clientOf(type: string): string {
  const name = type
    .split(/[.$]/)
    .at(-1)!
    .replace(/Client$/, '');
  return name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
