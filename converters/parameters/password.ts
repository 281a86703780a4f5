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
  convert(input, notes, walk) {
    const name = input.need('name').text();
    const description = input.child('description');
    if (description !== undefined && description.text().trim() !== '') description.judgeAll('dropped');
    notes.needsHuman('value', input.child('defaultValue') ?? input, `(${name})`);
    // Another job's parameter of that name has a value of its own.
    const credential = `${walk.job}-${name}`;
    return { secrets: [{ credential, kind: 'text', binds: { [name]: 'value' }, at: input.at }] };
  },
});
