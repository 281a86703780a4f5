import type { Element } from '../../read/jenkins/element.js';
import { tokenize } from './tokenize.js';
import { shellWord } from './tool-call.js';

const PORT = '5554';
const SERIAL = `emulator-${PORT}`;

/** Commands around a virtual device. */
export interface EmulatorScripts {
  /** Prints NAME=value for later steps. */
  readonly start: readonly string[];
  readonly stop: string;
}

/**
 * Reads a device of the Android Emulator plugin: an existing one by its name, or one made of a version of Android, a density, a
 * resolution and so on. Source: EmulatorConfig.
 *
 * @returns nothing where no device is named.
 */
export function emulatorScripts(input: Element): EmulatorScripts | undefined {
  const text = (name: string): string => input.textOf(name).trim();
  const named = text('avdName');
  const version = text('osVersion');
  if (named === '' && version === '') return undefined;
  const abi = text('targetAbi') || 'x86';
  const device = named === '' ? shellWord(`jenkins-${version}-${abi}`) : shellWord(named);
  const make = named === '' ? makeDevice(input, device, version, abi) : [];
  const words = [
    shellWord(text('executable') || 'emulator'),
    '-avd',
    device,
    '-port',
    PORT,
    ...(input.booleanOf('wipeData') ? ['-wipe-data'] : []),
    ...(input.booleanOf('showWindow', true) ? [] : ['-no-window']),
    ...(input.booleanOf('useSnapshots', true) ? [] : ['-no-snapshot']),
    ...deviceOptions(input),
    ...tokenize(text('commandLineOptions')).map(shellWord),
  ];
  const delay = input.child('startupDelay')?.integer() ?? 0;
  return {
    start: [
      ...(delay > 0 ? [`sleep ${String(delay)}`] : []),
      ...make,
      `nohup ${words.join(' ')} </dev/null >"$HOME/android-emulator.log" 2>&1 &`,
      `adb -s ${SERIAL} wait-for-device`,
      `until [ "$(adb -s ${SERIAL} shell getprop sys.boot_completed | tr -d '\\r')" = 1 ]; do sleep 5; done`,
      `printf '%s\\n' ANDROID_SERIAL=${SERIAL} ANDROID_AVD_DEVICE=${SERIAL} ANDROID_AVD_USER_PORT=${PORT} ANDROID_AVD_NAME=${device}`,
    ],
    stop: [
      `adb -s ${SERIAL} emu kill || true`,
      ...(input.booleanOf('deleteAfterBuild') ? [`avdmanager delete avd --name ${device} || true`] : []),
      '',
    ].join('\n'),
  };
}

/** What the device is made of. Android: `avdmanager`, config.ini of a device. */
function makeDevice(input: Element, device: string, version: string, abi: string): readonly string[] {
  const platform = /^\d+$/.test(version) ? `android-${version}` : version;
  const size = input.textOf('sdCardSize').trim().replace(/B$/, '');
  const card = size === '' ? '' : ` --sdcard ${shellWord(size)}`;
  const image = shellWord(`system-images;${platform};default;${abi}`);
  const properties = (input.child('hardwareProperties')?.children() ?? []).map(
    (property) => `${property.textOf('key').trim()}=${property.textOf('value').trim()}`,
  );
  const density = input.textOf('screenDensity').trim();
  const lines = [...properties, ...(density === '' ? [] : [`hw.lcd.density=${DENSITIES[density] ?? density}`])];
  return [
    `echo no | avdmanager create avd --force --name ${device} --package ${image}${card}`,
    ...lines.map(
      (line) => `echo ${shellWord(line)} >>"\${ANDROID_AVD_HOME:-$HOME/.android/avd}"/${device}.avd/config.ini`,
    ),
  ];
}

/** Names of densities, in dots per inch. Android: DisplayMetrics. */
const DENSITIES: Readonly<Record<string, string>> = {
  ldpi: '120',
  mdpi: '160',
  tvdpi: '213',
  hdpi: '240',
  xhdpi: '320',
  xxhdpi: '480',
};

function deviceOptions(input: Element): readonly string[] {
  const skin = input.textOf('screenResolution').trim();
  const [language, country] = input.textOf('deviceLocale').trim().split(/[_-]/);
  return [
    ...(skin === '' ? [] : ['-skin', shellWord(skin)]),
    ...(language === undefined || language === '' ? [] : ['-prop', shellWord(`persist.sys.language=${language}`)]),
    ...(country === undefined ? [] : ['-prop', shellWord(`persist.sys.country=${country}`)]),
  ];
}
