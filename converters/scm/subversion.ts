import { defineConverter } from '../../src/convert/converter.js';
import { loginFor, LOGIN_FINDING } from '../../src/convert/elements/checkout-login.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { setVariablesStep } from '../../src/convert/elements/set-variables.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Subversion plugin: checks one or several addresses out. Source: SubversionSCM, ModuleLocation. Subversion book: svn checkout. */
export default defineConverter({
  element: 'hudson.scm.SubversionSCM',
  section: 'scm',
  plugin: 'subversion',
  summary: 'Checks Subversion repositories out before the builders',
  becomes: 'A step with svn checkout; variables with the revision',
  grade: 'approximate',
  findings: {
    login: LOGIN_FINDING,
    polling:
      'Zuul hears of no commits in Subversion, so that what says which of them start the job is left out: let a timer start it.',
    details: 'Only says how Jenkins brings an old checkout up to date and shows changes: every build starts empty.',
  },
  convert(input, notes) {
    const locations = sectionOf(input, 'locations');
    const parts = locations.map((location, index) => convertLocation(location, index, locations.length));
    const filters = POLLING.map((name) => input.child(name)).filter(
      (field) => field !== undefined && field.rawText.trim() !== '',
    ) as Element[];
    filters.forEach((field, index) => (index === 0 ? notes.dropped('polling', field) : field.judgeAll('dropped')));
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return mergeContributions(parts);

    function convertLocation(location: Element, index: number, count: number): Contribution {
      const remote = location.need('remote').text().trim();
      const number = count === 1 ? '' : `_${String(index + 1)}`;
      const id = location.child('credentialsId');
      const credential = id?.rawText.trim() ?? '';
      const login = credential === '' ? undefined : loginFor(remote, credential, `SVN${number}`, location);
      if (login !== undefined) notes.needsHuman('login', id!, `(${credential})`);
      const folder = folderOf(location, remote);
      const depth = location.textOf('depthOption').trim();
      const options = [
        '--non-interactive',
        ...(/^(infinity|empty|files|immediates)$/.test(depth) ? ['--depth', depth] : []),
        ...(location.booleanOf('ignoreExternalsOption') ? ['--ignore-externals'] : []),
        ...(login?.user === undefined
          ? []
          : ['--no-auth-cache', '--username', `"$${login.user}"`, '--password', `"$${login.password!}"`]),
      ];
      const lines = [
        `svn checkout ${options.join(' ')} ${shellWord(remote)} ${shellWord(folder)}`,
        `revision=$(svn info --show-item revision ${shellWord(folder)})`,
        `printf '%s\\n' "SVN_REVISION${number}=$revision" ${shellWord(`SVN_URL${number}=${remote}`)}`,
        ...(index === 0 && count > 1
          ? [`printf '%s\\n' "SVN_REVISION=$revision" ${shellWord(`SVN_URL=${remote}`)}`]
          : []),
      ];
      const step = setVariablesStep(`Check ${lastPart(remote)} out with Subversion`, lines, location);
      return mergeContributions([login?.contribution ?? {}, { checkout: [step, ...(login?.after ?? [])] }]);
    }
  },
});

const POLLING = ['excludedRegions', 'includedRegions', 'excludedUsers', 'excludedRevprop', 'excludedCommitMessages'];

/** Without a folder it is named after the last part of the address. */
function folderOf(location: Element, remote: string): string {
  const local = location.textOf('local').trim();
  return local === '' ? lastPart(remote) : local;
}

function lastPart(remote: string): string {
  return (
    remote
      .replace(/@[^/@]*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) || '.'
  );
}
