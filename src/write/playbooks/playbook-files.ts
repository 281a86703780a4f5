import type { Estate, Playbook, SharedRole } from '../../model/estate.js';
import type { OutputFile } from '../../model/output-file.js';
import { spaced, type YamlItem } from '../yaml/value.js';
import { yamlFile } from '../yaml/yaml-file.js';
import { folderFiles, type FolderFiles } from './folder-files.js';
import { publisherRoleTasks, publisherTasks, type PublisherRoles } from './publishers.js';
import { isPostPlaybook, roleUses, type RoleUse } from './role-uses.js';
import { tasksOf, type Task } from './tasks.js';
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
  const files: OutputFile[] = [];
  const folders = new Map<string, FolderFiles>();
  for (const playbook of estate.playbooks) {
    const folder = playbook.path.slice(0, playbook.path.lastIndexOf('/'));
    const beside = folders.get(folder) ?? folderFiles(folder, namesIn(folder, estate.playbooks));
    folders.set(folder, beside);
    files.push({ path: playbook.path, content: playText(playbook, beside, publisherRoles, header) });
  }
  for (const { files: beside } of folders.values()) files.push(...beside);
  for (const role of estate.sharedRoles) files.push(...roleFiles(role, uses.get(role.name), publisherRoles, header));
  return files;
}

function namesIn(folder: string, playbooks: readonly Playbook[]): string[] {
  const start = `${folder}/`;
  return playbooks.filter(({ path }) => path.startsWith(start)).map(({ path }) => path.slice(start.length));
}

function playText(playbook: Playbook, files: FolderFiles, roles: PublisherRoles, header: readonly string[]): string {
  const tasks = isPostPlaybook(playbook.path)
    ? publisherTasks(playbook.steps, { files }, roles)
    : tasksOf(playbook.steps, { files });
  const vars =
    playbook.vars === undefined || Object.keys(playbook.vars).length === 0 ? undefined : playbookVars(playbook.vars);
  const play = { hosts: 'all', gather_facts: false, vars, tasks: spaced(items(tasks)) };
  return yamlFile(header, [{ value: play }]);
}

function roleFiles(
  role: SharedRole,
  use: RoleUse | undefined,
  roles: PublisherRoles,
  header: readonly string[],
): OutputFile[] {
  const folder = `roles/${role.name}`;
  const files = folderFiles(`${folder}/files`, []);
  const texts: OutputFile[] = [];
  const add = (name: string, tasks: readonly Task[]): void => {
    texts.push({
      path: `${folder}/tasks/${name}.yaml`,
      content: yamlFile([...header, role.description], items(tasks)),
    });
  };
  if (use?.inOrder !== false) add('main', tasksOf(role.steps, { files }));
  if (use?.asPublishers === true) add(use.inOrder ? EACH : 'main', publisherRoleTasks(role.steps, { files }, roles));
  return [...texts, ...files.files];
}

function items(tasks: readonly Task[]): YamlItem[] {
  return tasks.map((task) => ({ value: task }));
}
