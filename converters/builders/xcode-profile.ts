import { defineConverter } from '../../src/convert/converter.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { shellStep } from '../../src/convert/elements/tool-call.js';

/** Imports a signing profile of Apple. Source: Xcode plugin, DeveloperProfileLoader; the manual page of security. */
export default defineConverter({
  element: 'au.com.rayh.DeveloperProfileLoader',
  section: 'builders',
  plugin: 'xcode-plugin',
  summary: 'Imports a signing profile of Apple into a keychain',
  becomes: 'a script that calls security import, with a secret',
  grade: 'needs-human',
  findings: {
    profile:
      'The certificate (base64 of a .p12 file) and its password are a placeholder: encrypt them with zuul-client encrypt and put them into the secret.',
  },
  convert(input, notes) {
    const id = input.child('id') ?? input.child('profileId');
    const credential = id?.text().trim() ?? '';
    if (id !== undefined) notes.needsHuman('profile', id, `(${credential})`);
    const secret = stepSecret(
      credential === '' ? 'apple-developer-profile' : credential,
      { PROFILE_CERTIFICATE: 'certificate', PROFILE_PASSWORD: 'password' },
      input,
    );
    const lines = [
      'chain=jenkins-build.keychain',
      'file=$(mktemp)',
      'trap \'rm -f -- "$file"\' EXIT',
      'printf %s "$PROFILE_CERTIFICATE" | base64 --decode >"$file"',
      'security delete-keychain "$chain" 2>/dev/null || true',
      'security create-keychain -p "$PROFILE_PASSWORD" "$chain"',
      'security unlock-keychain -p "$PROFILE_PASSWORD" "$chain"',
      'security list-keychains -s "$chain"',
      'security import "$file" -k "$chain" -P "$PROFILE_PASSWORD" -T /usr/bin/codesign',
    ];
    return {
      secrets: [secret.use],
      run: [shellStep({ name: 'Import a signing profile', lines, environment: secret.variables, quiet: true }, input)],
    };
  },
});
