import type { Estate, Playbook, SharedRole } from '../../model/estate.js';
import type { OutputFile } from '../../model/output-file.js';
import { spaced, type YamlItem } from '../yaml/value.js';
import { yamlFile } from '../yaml/yaml-file.js';
import { folderFiles, type FolderFiles } from './folder-files.js';
import { publisherRoleTasks, publisherTasks, type PublisherRoles } from './publishers.js';
import { isPostPlaybook, rolesWithBlocks, roleUses, type RoleUse } from './role-uses.js';
import { tasksOf, type Task, type TaskContext } from './tasks.js';
import { playbookVars } from './values.js';

/** Task file of a shared role for calls as publishers, where it is called in order as well. */
const EACH = 'each';

/**
 * Playbooks with their scripts, and the roles that hold shared steps.
 *
 * @param header comment lines for the top of each YAML file
 */
export function playbookFiles(estate: Estate, header: readonly string[]): OutputFile[] {
  const uses = roleUses(estate);
  const publisherRoles: PublisherRoles = new Map(
    [...uses].filter(([, use]) => use.asPublishers).map(([name, use]) => [name, use.inOrder ? EACH : 'main']),
  );
  const blockRoles = rolesWithBlocks(estate.sharedRoles);
  const files: OutputFile[] = [];
  const folders = new Map<string, FolderFiles>();
  for (const playbook of estate.playbooks) {
    const folder = playbook.path.slice(0, playbook.path.lastIndexOf('/'));
    const beside = folders.get(folder) ?? folderFiles(folder, namesIn(folder, estate.playbooks));
    folders.set(folder, beside);
    files.push({
      path: playbook.path,
      content: playText(playbook, { files: beside, blockRoles }, publisherRoles, header),
    });
  }
  for (const { files: beside } of folders.values()) files.push(...beside);
  for (const role of estate.sharedRoles) {
    const folder = folderFiles(`roles/${role.name}/files`, []);
    files.push(
      ...roleTexts(role, uses.get(role.name), { files: folder, blockRoles }, publisherRoles, header),
      ...folder.files,
    );
  }
  return files;
}

function namesIn(folder: string, playbooks: readonly Playbook[]): string[] {
  const start = `${folder}/`;
  return playbooks.filter(({ path }) => path.startsWith(start)).map(({ path }) => path.slice(start.length));
}

function playText(
  { path, vars, steps }: Playbook,
  context: TaskContext,
  roles: PublisherRoles,
  header: readonly string[],
): string {
  const tasks = isPostPlaybook(path) ? publisherTasks(steps, context, roles) : tasksOf(steps, context);
  const own = vars === undefined || Object.keys(vars).length === 0 ? undefined : playbookVars(vars);
  return yamlFile(header, [{ value: { hosts: 'all', gather_facts: false, vars: own, tasks: spaced(items(tasks)) } }]);
}

/** The task files of a shared role: one for calls in order, one for calls as publishers. */
function roleTexts(
  { name, description, steps }: SharedRole,
  use: RoleUse | undefined,
  context: TaskContext,
  roles: PublisherRoles,
  header: readonly string[],
): OutputFile[] {
  const texts: OutputFile[] = [];
  const add = (file: string, tasks: readonly Task[]): void => {
    texts.push({ path: `roles/${name}/tasks/${file}.yaml`, content: yamlFile([...header, description], items(tasks)) });
  };
  if (use?.inOrder !== false) add('main', tasksOf(steps, context));
  if (use?.asPublishers === true) add(use.inOrder ? EACH : 'main', publisherRoleTasks(steps, context, roles));
  return texts;
}

function items(tasks: readonly Task[]): YamlItem[] {
  return tasks.map((task) => ({ value: task }));
}
