import type { OutputFile } from '../../model/output-file.js';
import type { Value } from '../../model/value.js';
import { templateFiles } from '../template-files.js';
import { yamlMapFile } from '../yaml/yaml-file.js';
import { playbookVars } from './values.js';

/**
 * One of our own roles. What a site has in common stands beside the role's own defaults, in a file of its own: Ansible
 * reads all files of `defaults/main/` in the order of their names, later ones win.
 */
export function templateRole(
  role: string,
  siteDefaults: Readonly<Record<string, Value>> | undefined,
  templates: URL,
  header: readonly string[],
): OutputFile[] {
  const folder = `roles/${role}`;
  const files = templateFiles(new URL(`${folder}/`, templates), folder, header);
  if (siteDefaults === undefined || Object.keys(siteDefaults).length === 0) return files;
  const defaults = /\/defaults\/main\.ya?ml$/;
  const moved = files.map((file) =>
    defaults.test(file.path) ? { ...file, path: `${folder}/defaults/main/role.yaml` } : file,
  );
  const note = 'What all calls of this role have in common here.';
  return [
    ...moved,
    { path: `${folder}/defaults/main/site.yaml`, content: yamlMapFile([...header, note], playbookVars(siteDefaults)) },
  ];
}
