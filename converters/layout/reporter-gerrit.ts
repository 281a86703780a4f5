import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A Gerrit reporter: options of "gerrit review". Zuul 2.6: `zuul/reporter/gerrit.py`. Zuul reference: Gerrit driver, reporter. */
export default defineLayoutKeys({
  object: 'pipelines[].<action>.<gerrit>',
  keys: {
    '<label>': {
      summary: 'A vote',
      becomes: 'the label as Gerrit spells it',
      grade: 'exact',
      findings: ['gerrit/label-guessed', 'gerrit/not-a-vote', 'gerrit/no-mapping'],
    },
    submit: { summary: 'Submits the change', becomes: 'submit', grade: 'exact', findings: ['gerrit/option'] },
    notify: {
      summary: 'Who gets mail of the comment; an option before 2.6 only',
      becomes: 'notify',
      grade: 'exact',
      findings: ['gerrit/option'],
    },
    label: { summary: 'A vote as `Name=value`', becomes: 'the label', grade: 'exact' },
    tag: { summary: 'Marks the comment as automatic', becomes: 'nothing', grade: 'dropped', findings: ['gerrit/tag'] },
    'force-message': {
      summary: 'Comments although the vote fails',
      becomes: 'nothing',
      grade: 'dropped',
      findings: ['gerrit/force-message'],
    },
    '<option>': {
      summary: 'Any other option of the command',
      becomes: 'nothing',
      grade: 'dropped',
      findings: ['gerrit/option'],
    },
  },
});
