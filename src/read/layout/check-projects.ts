import { isText, valueOf, describeNode, type YamlMap, type YamlNode } from '../yaml/node.js';
import { jobList } from './check-job-list.js';
import {
  eachItem,
  fault,
  fields,
  hint,
  isAsciiText,
  isFalsy,
  isMapping,
  text,
  type Check,
  type Checking,
} from './checks.js';
import { isInKeys, type TemplateFacts } from './templates.js';

/** `project-templates` of a layout. */
export function checkTemplates(c: Checking, templates: YamlNode, pipelines: readonly string[]): void {
  const known = new Map<string, Check>([...pipelines.map((name): [string, Check] => [name, jobList]), ['name', text]]);
  eachItem(c, templates, '"project-templates"', (item) => {
    if (!isMapping(c, item, 'a template')) return;
    const name = valueOf(item, 'name');
    fields(c, item, isText(name) ? `template "${name.value}"` : 'the template', known, ['name']);
  });
}

/** `merge-resolve` is what v2 does without the key, but a stray comma in its schema keeps the word from being written. */
const mergeMode: Check = (c, node, key, owner) => {
  if (isText(node) && (node.value === 'merge' || node.value === 'cherry-pick')) return;
  const advice =
    isText(node) && node.value.startsWith('merge-resolve')
      ? '; Zuul v2 refuses merge-resolve, which is what it does without the key: leave it out'
      : '';
  fault(c, node.at, `"${key}" of ${owner} has to be merge or cherry-pick, found ${describeNode(node)}${advice}`);
};

/** `projects` of a layout. */
export function checkProjects(
  c: Checking,
  projects: YamlNode,
  pipelines: readonly string[],
  templates: ReadonlyMap<string, TemplateFacts>,
): void {
  const calls: Check = (inner, node, _key, owner) => checkCalls(inner, node, owner, templates);
  const known = new Map<string, Check>([
    ...pipelines.map((name): [string, Check] => [name, jobList]),
    ['name', text],
    ['merge-mode', mergeMode],
    ['template', calls],
  ]);
  eachItem(c, projects, '"projects"', (item) => {
    if (!isMapping(c, item, 'a project')) return;
    const name = valueOf(item, 'name');
    fields(c, item, isText(name) ? `project "${name.value}"` : 'the project', known, ['name']);
  });
}

function checkCalls(c: Checking, node: YamlNode, owner: string, templates: ReadonlyMap<string, TemplateFacts>): void {
  // v2 goes through the letters of an empty text without harm.
  if (isText(node) && isFalsy(node)) return;
  eachItem(c, node, `"template" of ${owner}`, (item) => {
    if (isText(item)) {
      fault(c, item.at, `"template" of ${owner}: a template is called as a mapping, "- name: ${item.value}"`);
    } else if (isMapping(c, item, `a template call of ${owner}`)) {
      checkCall(c, item, owner, templates);
    }
  });
}

function checkCall(c: Checking, call: YamlMap, owner: string, templates: ReadonlyMap<string, TemplateFacts>): void {
  const name = valueOf(call, 'name');
  if (name === undefined) {
    fault(c, call.at, `a template call of ${owner} has no "name"`);
    return;
  }
  if (!isAsciiText(c, name, 'name', `a template call of ${owner}`)) return;
  const template = templates.get(name.value);
  if (template === undefined) {
    fault(
      c,
      name.at,
      `${owner} calls the template "${name.value}", which does not exist${hint(name.value, [...templates.keys()])}`,
    );
    return;
  }
  const what = `the call of template "${name.value}" by ${owner}`;
  for (const [given, { key, value }] of call.entries) {
    if (given === 'name') continue;
    if (template.parameters.has(given)) {
      isAsciiText(c, value, key.text, what);
      continue;
    }
    const advice = isInKeys(template.map, key.text)
      ? '; Zuul v2 does not find a placeholder that stands only in the name of a parent job, it cannot be used there'
      : hint(key.text, [...template.parameters]);
    fault(c, key.at, `${what} gives "${key.text}", which the template does not use${advice}`);
  }
  for (const parameter of template.parameters) {
    if (!call.entries.has(parameter))
      fault(c, call.at, `${what} does not give "${parameter}", which the template needs`);
  }
}
