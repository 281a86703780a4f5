import { basename } from 'node:path';
import type { Fault } from '../../model/input-error.js';
import { Element } from '../jenkins/element.js';
import { sourceOf } from '../jenkins/lines.js';
import type { JenkinsDocument } from '../jenkins/read-jenkins.js';
import type { JenkinsfileText } from './find-jenkinsfiles.js';

/** Name of the element that holds a Jenkinsfile: in the definition that refers to it, or in a job that is nothing else. */
export const JENKINSFILE = 'Jenkinsfile';

export interface WithJenkinsfiles {
  readonly documents: readonly JenkinsDocument[];
  readonly faults: readonly Fault[];
}

/**
 * Puts Jenkinsfiles where they belong: into the definitions whose steps are a file of a repository, and into multibranch
 * projects. One that no definition refers to is a job of its own. Each is one leaf.
 *
 * A definition refers to a file that lies at its `scriptPath` in a folder called like the repository or the job, or that
 * gives the job's name.
 */
export function addJenkinsfiles(
  documents: readonly JenkinsDocument[],
  files: readonly JenkinsfileText[],
): WithJenkinsfiles {
  const used = new Set<JenkinsfileText>();
  for (const { name, root } of documents) {
    const refers = definitionIn(root);
    if (refers === undefined) continue;
    const own = files.find((file) => file.name === name) ?? files.find((file) => liesAt(file.file, name, refers, root));
    if (own === undefined) continue;
    used.add(own);
    leafOf(
      own,
      refers.name === 'factory' ? new Element('flow-definition', refers, sourceOf(own.file, own.text), 0) : refers,
    );
  }
  const names = new Map(documents.map(({ name, file }) => [name, file]));
  const alone = files.filter((file) => !used.has(file));
  return {
    documents: [...documents, ...alone.filter(({ name }) => !names.has(name)).map(documentOf)],
    faults: alone
      .filter(({ name }) => names.has(name))
      .map(({ name, file }) => ({
        at: { file, line: 0 },
        message: `gives the job '${name}', which ${names.get(name)!} defines without it; put it into a folder of another name`,
      })),
  };
}

/** What says where the file lies: the definition of a pipeline job, or the factory of a multibranch project. */
function definitionIn(root: Element): Element | undefined {
  const definition = root.child('definition');
  if (definition?.type.endsWith('.CpsScmFlowDefinition') === true) return definition;
  const factory = root.child('factory');
  return factory?.child('scriptId') === undefined && root.child('sources') !== undefined ? factory : undefined;
}

function liesAt(file: string, job: string, definition: Element, root: Element): boolean {
  const scriptPath =
    definition
      .child('scriptPath')
      ?.rawText.trim()
      .replace(/^(\.\/)+/, '') || 'Jenkinsfile';
  const path = file.replaceAll('\\', '/');
  if (!path.endsWith(`/${scriptPath}`)) return false;
  const folder = basename(path.slice(0, -scriptPath.length - 1));
  return folder === basename(job) || repositoriesOf(root).includes(folder);
}

/** Elements that name a repository, by its address or by its name. */
const REPOSITORIES: ReadonlySet<string> = new Set(['url', 'remote', 'repository', 'projectPath']);

/** Last parts of the addresses in a definition. */
function repositoriesOf(root: Element): string[] {
  const names: string[] = [];
  root.walk((element) => {
    if (!REPOSITORIES.has(element.name) || !element.isLeaf) return;
    const last = element.rawText
      .trim()
      .replace(/(\.git)?\/*$/, '')
      .split(/[/:]/)
      .at(-1);
    if (last !== undefined && last !== '') names.push(last);
  });
  return names;
}

function documentOf(file: JenkinsfileText): JenkinsDocument {
  const root = new Element('flow-definition', undefined, sourceOf(file.file, file.text), 0);
  leafOf(file, root);
  return { name: file.name, file: file.file, root };
}

function leafOf({ file, text }: JenkinsfileText, parent: Element): void {
  const leaf = new Element(JENKINSFILE, parent, sourceOf(file, text), 0);
  leaf.rawText = text;
}
