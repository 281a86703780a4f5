import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { judge } from '../../src/model/leaf.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';

/**
 * Mask Passwords plugin: hides passwords in the log and may define some. Source: MaskPasswordsBuildWrapper, which keeps a pair in
 * the attributes `var` and `password`.
 */
export default defineConverter({
  element: 'com.michelin.cio.hudson.plugins.maskpasswords.MaskPasswordsBuildWrapper',
  section: 'wrappers',
  plugin: 'mask-passwords',
  summary: 'Hides passwords in the log, and gives some to the steps',
  becomes: 'Secrets with placeholders; tasks with secrets do not print them',
  grade: 'approximate',
  findings: {
    value:
      'The value is encrypted for that Jenkins and was not copied: encrypt it with zuul-client encrypt and put it in place of the placeholder.',
    masks:
      'Zuul masks nothing in logs: tasks that get secrets print none, and a script must not print them either. What hides them is left out.',
  },
  convert(input, notes, walk) {
    const secrets = (input.child('varPasswordPairs')?.children() ?? []).flatMap((pair): SecretUse[] => {
      const name = pair.attribute('var')?.trim() ?? pair.textOf('var').trim();
      if (name === '') return [];
      notes.needsHuman('value', pair.child('password') ?? pair, `(${name})`);
      for (const attribute of pair.attributes) if (attribute.name === 'password') judge(attribute, 'needs-human');
      return [{ credential: `${walk.job}-${name}`, kind: 'text', binds: { [name]: 'value' }, at: pair.at }];
    });
    leaveOutRest(input, (rest) => notes.dropped('masks', rest));
    return secrets.length === 0 ? {} : { secrets };
  },
});
