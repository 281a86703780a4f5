import { defineConverter } from '../../src/convert/converter.js';
import { emulatorScripts } from '../../src/convert/elements/android-emulator.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { setVariablesStep } from '../../src/convert/elements/set-variables.js';

/** Android Emulator plugin: a virtual device around the builders. Source: hudson.plugins.android_emulator.AndroidEmulator. */
export default defineConverter({
  element: 'hudson.plugins.android_emulator.AndroidEmulator',
  section: 'wrappers',
  plugin: 'android-emulator',
  summary: 'Starts an Android emulator for the steps, and stops it',
  becomes: 'Steps that make, start and stop the virtual device, around the builders',
  grade: 'approximate',
  findings: {
    sdk: 'Jenkins installed the Android SDK by itself. Here emulator, adb and avdmanager have to be in PATH of the node.',
    'no-device': 'Neither a virtual device nor a version of Android is named: left out.',
    options: 'Only says how Jenkins kept the device and its log: left out.',
  },
  convert(input, notes) {
    const device = input.child('avdName') ?? input.child('osVersion');
    const scripts = emulatorScripts(input);
    if (scripts === undefined || device === undefined) {
      notes.dropped('no-device', input);
      return {};
    }
    notes.approximated('sdk', device, `(${device.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('options', rest));
    const stop = {
      kind: 'script',
      name: 'Stop the Android emulator',
      at: input.at,
      body: scripts.stop,
      command: ['/bin/sh'],
      extension: 'sh',
    } as const;
    return { setUp: [setVariablesStep('Start an Android emulator', scripts.start, input)], after: [stop] };
  },
});
