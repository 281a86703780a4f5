import { defineConverter } from '../../src/convert/converter.js';
import { together } from '../../src/convert/elements/together.js';
import type { FailStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const MESSAGE =
  'This script ran inside of Jenkins and worked on its objects: do in a task, or through the API of Zuul, what it was for.';

/** Runs Groovy inside of Jenkins. jenkins-elements: SystemGroovy. */
export default defineConverter({
  element: 'hudson.plugins.groovy.SystemGroovy',
  section: 'builders',
  plugin: 'groovy',
  summary: 'Runs a Groovy script inside of Jenkins',
  becomes: 'a task that fails, with the script beside it',
  grade: 'needs-human',
  findings: {
    controller: MESSAGE,
    around: 'It belongs to a script that ran inside of Jenkins and is left to a person.',
  },
  convert(input, notes) {
    const source = input.child('source') ?? input.child('scriptSource');
    const body = find(source, 'script') ?? find(source, 'command') ?? find(source, 'scriptFile');
    const text = body?.text() ?? '';
    notes.needsHuman('controller', body ?? source ?? input);
    const rest: Element[] = [];
    input.walk((element) => {
      if (element.isLeaf && element !== body) rest.push(element);
    });
    together(rest, 'dropped', (first) => notes.dropped('around', first));
    source?.judgeAll('dropped');
    const isText = body !== undefined && body.name !== 'scriptFile' && text.trim() !== '';
    const step: FailStep = {
      kind: 'fail',
      name: 'Do what a script inside of Jenkins did',
      at: input.at,
      code: 'system-groovy/controller',
      message: isText || text === '' ? MESSAGE : `${MESSAGE} The script is ${text.trim()} in the workspace.`,
      ...(isText && { original: { name: 'script.groovy', text } }),
    };
    return { run: [step] };
  },
});

/** The first leaf of that name. */
function find(above: Element | undefined, name: string): Element | undefined {
  let found: Element | undefined;
  above?.walk((element) => {
    if (found === undefined && element.name === name && element.isLeaf) found = element;
  });
  return found;
}
