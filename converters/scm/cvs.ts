import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { ScriptStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** CVS plugin. Source: CVSSCM, CvsRepository, CvsRepositoryItem, CvsModule. CVS manual: checkout options. */
export default defineConverter({
  element: 'hudson.scm.CVSSCM',
  section: 'scm',
  plugin: 'cvs',
  summary: 'Checks modules of CVS repositories out before the builders',
  becomes: 'A step with cvs checkout',
  grade: 'approximate',
  findings: {
    password:
      'The password is encrypted for that Jenkins and was not copied: give the step a login (cvs login, a secret) before it.',
    details: 'Only says how Jenkins brings an old checkout up to date and shows changes: every build starts empty.',
  },
  convert(input, notes) {
    const prune = input.booleanOf('pruneEmptyDirectories', true) ? ' -P' : '';
    const quiet = input.booleanOf('disableCvsQuiet') ? '' : ' -Q';
    const lines = sectionOf(input, 'repositories').flatMap((repository) => {
      const password = repository.child('password');
      if (password !== undefined && repository.child('passwordRequired')?.rawText.trim() === 'true') {
        notes.needsHuman('password', password);
      }
      const level = repository.child('compressionLevel')?.integer() ?? -1;
      const root = `cvs${quiet}${level < 0 ? '' : ` -z${String(level)}`} -d ${shellWord(repository.need('cvsRoot').text().trim())}`;
      return sectionOf(repository, 'repositoryItems').flatMap((item) =>
        sectionOf(item, 'modules').map((module) => {
          const local = module.textOf('localName').trim();
          const into = local === '' ? '' : ` -d ${shellWord(local)}`;
          const remote = shellWord(module.need('remoteName').text().trim());
          return `${root} checkout${prune}${revisionOf(item)}${into} ${remote}`;
        }),
      );
    });
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    if (lines.length === 0) return {};
    const step: ScriptStep = {
      kind: 'script',
      name: 'Check the project out with CVS',
      at: input.at,
      body: `${lines.join('\n')}\n`,
      command: ['/bin/sh', '-xe'],
      extension: 'sh',
    };
    return { checkout: [step] };
  },
});

/** The head, or a branch or tag; with `-f` the head where that is missing. */
function revisionOf(item: Element): string {
  const location = item.child('location');
  const name = location?.textOf('locationName').trim() ?? '';
  if (location === undefined || name === '') return '';
  return ` -r ${shellWord(name)}${location.booleanOf('useHeadIfNotFound') ? ' -f' : ''}`;
}
