import { defineConverter } from '../../src/convert/converter.js';

/** Jenkins core: PasswordParameterDefinition. Its default is encrypted with a key of that Jenkins and is never copied. */
export default defineConverter({
  element: 'hudson.model.PasswordParameterDefinition',
  section: 'parameters',
  plugin: 'core',
  summary: 'A parameter whose value is hidden',
  becomes: 'A secret with a placeholder',
  grade: 'needs-human',
  findings: {
    value:
      'The value is encrypted for that Jenkins and was not copied: encrypt it with zuul-client encrypt and put it in place of the placeholder.',
  },
  convert(input, notes) {
    const name = input.need('name').text();
    input.child('description')?.text();
    notes.needsHuman('value', input.child('defaultValue') ?? input, `(${name})`);
    return { secrets: [{ credential: name, kind: 'text', binds: { [name]: 'value' }, at: input.at }] };
  },
});
