import { defineConverter } from '../../src/convert/converter.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Lockable Resources plugin: a build holds named resources, or some of several. Source: RequiredResourcesProperty. Zuul
 * reference: Semaphore.
 */
export default defineConverter({
  element: 'org.jenkins.plugins.lockableresources.RequiredResourcesProperty',
  section: 'properties',
  plugin: 'lockable-resources',
  summary: 'Holds resources as long as a build runs',
  becomes: 'Semaphores; for some of several resources one that lets as many builds run as there are',
  grade: 'approximate',
  findings: {
    label:
      'How many resources have this label stands in the settings of Jenkins (Lockable Resources Manager): the semaphore lets one build run. Write the number there.',
    which: 'Nobody says which of the resources a build has, only that one is free: choose one in the job.',
    script: 'Groovy chose the resources: give the job the semaphores that it needs.',
    number: 'All of the resources were held: the number says nothing more.',
    nothing: 'No resource is named: left out.',
  },
  convert(input, notes) {
    const names = (input.child('resourceNames')?.text() ?? '').split(/\s+/).filter((name) => name !== '');
    const number = input.child('resourceNumber');
    const wanted = number?.integer() ?? 0;
    const label = input.child('labelName');
    const wantedLabel = label?.text().trim() ?? '';
    const variable = input.child('resourceNamesVar');
    const script = input.child('resourceMatchScript');
    const code = script?.child('script');
    if (code !== undefined && code.rawText.trim() !== '') notes.needsHuman('script', code);
    if (script !== undefined) script.judgeAll('dropped');

    if (names.length > 0) label?.judgeAll('dropped');
    if (names.length > 0 && (wanted <= 0 || wanted >= names.length)) {
      if (number !== undefined && number.rawText.trim() !== '') notes.dropped('number', number);
      return { ...locks(names.map((name) => ({ name: lock(name), max: 1 }))), ...named(variable, names.join(' ')) };
    }
    if (names.length > 0) {
      if (variable !== undefined && variable.rawText.trim() !== '') notes.needsHuman('which', variable);
      return locks([{ name: lock(names.join('-')), max: Math.floor(names.length / wanted) }]);
    }
    if (label === undefined || wantedLabel === '') {
      notes.dropped('nothing', input);
      return {};
    }
    notes.approximated('label', label, `(${wantedLabel}${wanted > 0 ? `, ${String(wanted)} of them a build` : ''})`);
    if (variable !== undefined && variable.rawText.trim() !== '') notes.needsHuman('which', variable);
    number?.judgeAll('approximated');
    return locks([{ name: lock(wantedLabel), max: 1 }]);
  },
});

function locks(furtherSemaphores: readonly { readonly name: string; readonly max: number }[]): Contribution {
  return { job: { furtherSemaphores } };
}

function lock(name: string): string {
  return `lock-${name}`;
}

function named(variable: Element | undefined, value: string): Contribution {
  const name = variable?.text().trim() ?? '';
  return name === '' ? {} : { environment: { [name]: value } };
}
