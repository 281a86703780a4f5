import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';
import type { Element } from '../../src/read/jenkins/element.js';

const LISTS = ['genericVariables', 'genericRequestVariables', 'genericHeaderVariables'];

/**
 * Generic Webhook Trigger plugin: a call of an address starts the job, with variables out of it. Zuul takes no such calls; the
 * variables keep the values they have without one. Source: GenericTrigger, GenericVariable.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.gwt.GenericTrigger',
  section: 'triggers',
  plugin: 'generic-webhook-trigger',
  summary: 'Starts a job when somebody calls an address, with variables out of the call',
  becomes: 'Variables with their defaults; what starts the job is for a person',
  grade: 'needs-human',
  findings: {
    call: 'A call of an address of Jenkins started the job, which Zuul does not take. Where a forge called, use the events of its driver; else let the caller enqueue the job (zuul-client enqueue-ref).',
    details: 'Says how Jenkins reads the call that nobody makes any more: left out. A token is not copied: revoke it.',
  },
  convert(input, notes) {
    const environment = Object.fromEntries(LISTS.flatMap((name) => variablesIn(input.child(name))));
    const at = firstFilled(input, ['regexpFilterExpression', 'regexpFilterText']);
    notes.needsHuman('call', at === input ? (input.child('causeString') ?? input.child('spec') ?? input) : at);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return Object.keys(environment).length === 0 ? {} : { environment };
  },
});

function variablesIn(list: Element | undefined): readonly (readonly [string, string])[] {
  return (list?.children() ?? []).flatMap((variable) => {
    const name = variable.textOf('key').trim();
    return name === '' ? [] : [[name, variable.textOf('defaultValue')] as const];
  });
}
