import { defineConverter } from '../../src/convert/converter.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { FailStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const USED = new Set([
  'cleanBeforeBuild',
  'cleanTestReports',
  'configuration',
  'target',
  'interpretTargetAsRegEx',
  'sdk',
  'symRoot',
  'buildDir',
  'configurationBuildDir',
  'xcodeProjectPath',
  'xcodeProjectFile',
  'xcodebuildArguments',
  'xcodeSchema',
  'xcodeWorkspaceFile',
  'cfBundleVersionValue',
  'cfBundleShortVersionStringValue',
  'unlockKeychain',
  'keychainName',
  'keychainPath',
  'keychainPwd',
  'generateArchive',
  'changeBundleID',
  'bundleID',
  'bundleIDInfoPlistPath',
  'codeSigningIdentity',
  'allowFailingBuildResults',
  'buildIpa',
]);

const PACKAGE = 'An .ipa was packed here: call xcodebuild -exportArchive with the options for it.';

/** Runs xcodebuild. Source: Xcode plugin, XCodeBuilder; the manual page of xcodebuild and of security. */
export default defineConverter({
  element: 'au.com.rayh.XCodeBuilder',
  section: 'builders',
  plugin: 'xcode-plugin',
  summary: 'Runs xcodebuild',
  becomes: 'a script that calls xcodebuild',
  grade: 'approximate',
  findings: {
    package: PACKAGE,
    'of-package': 'It says how an .ipa is packed or signed; what becomes of that stands at buildIpa.',
    keychain:
      'The keychain and its password are secrets: put them into the secret, encrypted with zuul-client encrypt.',
    'target-expression': 'The target was an expression, and each target that fits was built: name them.',
    'not-used': 'The plugin did not use this beside what else is set.',
    status: 'A failure did not count where tests had written a report: it counts here.',
  },
  convert(input, notes) {
    const read = (name: string): string => input.textOf(name).trim();
    const unlocks = input.booleanOf('unlockKeychain');
    const keys = ['keychainPath', 'keychainName', 'keychainPwd'].map((name) => input.child(name));
    if (unlocks) together(keys.slice(1), 'needs-human', (at) => notes.needsHuman('keychain', at));
    const unused = [
      ...(unlocks ? [] : keys),
      ...(input.booleanOf('changeBundleID') ? [] : [input.child('bundleID'), input.child('bundleIDInfoPlistPath')]),
      ...(read('xcodeSchema') === '' ? [] : [input.child('target')]),
      ...(read('xcodeWorkspaceFile') === '' ? [] : [input.child('xcodeProjectFile')]),
    ];
    together(unused, 'dropped', (at) => notes.dropped('not-used', at));
    const status = input.child('allowFailingBuildResults');
    if (status !== undefined && input.booleanOf('allowFailingBuildResults')) notes.approximated('status', status);
    const expression = input.child('interpretTargetAsRegEx');
    if (expression !== undefined && input.booleanOf('interpretTargetAsRegEx')) {
      notes.needsHuman('target-expression', expression);
    }
    const packs = input.booleanOf('buildIpa') || input.booleanOf('generateIpa');
    const rest = input.elements.filter((element) => !USED.has(element.name) && element.name !== 'generateIpa');
    if (rest.length > 0) together(rest, 'dropped', (at) => notes.dropped('of-package', at));
    const name = read('keychainName');
    const secret = stepSecret(name === '' ? 'keychain' : `keychain-${name}`, { KEYCHAIN_PASSWORD: 'password' }, input);
    const folder = read('xcodeProjectPath');
    const lines = [
      ...(unlocks ? [unlock(read('keychainPath'))] : []),
      ...(folder === '' ? [] : [`cd -- ${shellWord(folder)}`]),
      ...(input.booleanOf('cleanTestReports') ? ['rm -rf -- test-reports'] : []),
      ...versions(read, input.booleanOf('changeBundleID')),
      commandLine(buildWords(input, read)),
    ];
    const step = shellStep(
      { name: 'Run xcodebuild', lines, quiet: unlocks, ...(unlocks && { environment: secret.variables }) },
      input,
    );
    const stop: FailStep = {
      kind: 'fail',
      name: 'Pack an .ipa',
      at: input.at,
      code: 'xcode/package',
      message: PACKAGE,
    };
    const packing = input.child('buildIpa') ?? input.child('generateIpa');
    if (packs && packing !== undefined) notes.needsHuman('package', packing);
    return { ...(unlocks && { secrets: [secret.use] }), run: packs ? [step, stop] : [step] };
  },
});

function unlock(path: string): string {
  const chain = shellWord(path === '' ? '$HOME/Library/Keychains/login.keychain' : path);
  return [
    `security list-keychains -s ${chain}`,
    `security default-keychain -d user -s ${chain}`,
    `security unlock-keychain -p "$KEYCHAIN_PASSWORD" ${chain}`,
  ].join('\n');
}

/** Commands that change versions and the bundle's id in the project before it is built. */
function versions(read: (name: string) => string, changesId: boolean): string[] {
  const [technical, marketing] = [read('cfBundleVersionValue'), read('cfBundleShortVersionStringValue')];
  const [id, file] = [read('bundleID'), read('bundleIDInfoPlistPath')];
  return [
    ...(marketing === '' ? [] : [commandLine(['agvtool', 'new-marketing-version', marketing])]),
    ...(technical === '' ? [] : [commandLine(['agvtool', 'new-version', '-all', technical])]),
    ...(changesId ? [commandLine(['/usr/libexec/PlistBuddy', '-c', `Set :CFBundleIdentifier ${id}`, file])] : []),
  ];
}

function buildWords(input: Element, read: (name: string) => string): string[] {
  const option = (word: string, value: string): string[] => (value === '' ? [] : [word, value]);
  const setting = (name: string, value: string): string[] => (value === '' ? [] : [`${name}=${value}`]);
  const schema = read('xcodeSchema');
  const workspace = read('xcodeWorkspaceFile');
  const target = read('target');
  const what =
    schema !== '' ? ['-scheme', schema] : target !== '' ? ['-target', target] : workspace === '' ? ['-alltargets'] : [];
  return [
    'xcodebuild',
    ...what,
    ...option('-sdk', read('sdk')),
    ...(workspace === '' ? option('-project', read('xcodeProjectFile')) : ['-workspace', `${workspace}.xcworkspace`]),
    ...option('-configuration', read('configuration')),
    ...(input.booleanOf('cleanBeforeBuild') ? ['clean'] : []),
    'build',
    ...(input.booleanOf('generateArchive') ? ['archive'] : []),
    ...setting('SYMROOT', read('symRoot')),
    ...setting('CONFIGURATION_BUILD_DIR', read('configurationBuildDir') || read('buildDir')),
    ...setting('CODE_SIGN_IDENTITY', read('codeSigningIdentity')),
    ...tokenize(input.textOf('xcodebuildArguments')),
  ];
}
