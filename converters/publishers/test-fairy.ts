import { defineConverter } from '../../src/convert/converter.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Field → option of the upload. */
const OPTIONS: Readonly<Record<string, string>> = {
  testersGroups: 'groups',
  maxDuration: 'max_duration',
  videoQuality: 'video_quality',
  screenshotInterval: 'screenshot_interval',
  advancedOptions: 'options',
};
const SWITCHES: Readonly<Record<string, string>> = {
  notifyTesters: 'notify',
  autoUpdate: 'auto_update',
  recordOnBackground: 'record_on_background',
  dataOnlyWifi: 'data_only_wifi',
  isVideoEnabled: 'video',
};
const METRICS: Readonly<Record<string, string>> = {
  cpu: 'cpu',
  memory: 'memory',
  logs: 'logcat',
  network: 'network',
  phoneSignal: 'phone-signal',
  wifi: 'wifi',
  gps: 'gps',
  battery: 'battery',
  openGl: 'opengl',
};
const SIGNING = ['keystorePath', 'storepass', 'alias', 'keypass'];

/** Uploads an app. Source: TestFairy plugin, TestFairyBaseRecorder; TestFairy's upload API. */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.testfairy.TestFairyAndroidRecorder',
    'org.jenkinsci.plugins.testfairy.TestFairyIosRecorder',
  ],
  section: 'publishers',
  plugin: 'TestFairy',
  summary: 'Uploads an app to TestFairy',
  becomes: 'a script that calls curl in post-run, with a secret for the key',
  grade: 'needs-human',
  findings: {
    key: 'The key stands in the job definition, where many have seen it: put a new one into the secret, encrypted with zuul-client encrypt.',
    signing:
      'TestFairy changed the app, and Jenkins signed it anew with this key. The app that the build has signed is uploaded here, and nothing else.',
  },
  convert(input, notes) {
    notes.needsHuman('key', oneLeaf(input, input.child('apiKey')));
    const signing = SIGNING.map((name) => input.child(name));
    together(signing, 'dropped', (first) => notes.approximated('signing', first));
    const secret = stepSecret('test-fairy', { TESTFAIRY_API_KEY: 'key' }, input);
    const fields = [
      ...files(input),
      ...Object.entries(OPTIONS).flatMap(([field, option]) => {
        const value = input.textOf(field).trim();
        return value === '' ? [] : [`${option}=${value}`];
      }),
      ...Object.entries(SWITCHES).map(([field, option]) => `${option}=${input.booleanOf(field) ? 'on' : 'off'}`),
      `metrics=${Object.entries(METRICS)
        .flatMap(([field, word]) => (input.booleanOf(field) ? [word] : []))
        .join(',')}`,
    ];
    const words = fields.map((field) => `  --form ${shellWord(field)} \\`);
    const lines = [
      `printf 'form = "api_key=%s"\\n' "$TESTFAIRY_API_KEY" |`,
      '  curl --fail --silent --show-error --config - \\',
      ...words,
      '  https://upload.testfairy.com/api/upload/',
    ];
    const step = shellStep({ name: 'Upload to TestFairy', lines, environment: secret.variables, quiet: true }, input);
    return { secrets: [secret.use], post: [{ ...step, when: [SUCCEEDED] }] };
  },
});

function files(input: Element): string[] {
  const symbols = input.textOf('mappingFile').trim();
  return [`file=@${input.textOf('appFile').trim()}`, ...(symbols === '' ? [] : [`symbols_file=@${symbols}`])];
}
