import { soundTree, type TreeContent } from './sound-tree.js';

/** A sound tree with one thing made wrong. */
export interface BrokenTree {
  readonly title: string;
  /** Files to add or to replace by another text. */
  readonly files?: TreeContent;
  /** Texts to replace in a file: file → [old, new]. */
  readonly edits?: Readonly<Record<string, readonly [string, string]>>;
  /** `file:line rule: what was found`, the start of each. */
  readonly problems: readonly string[];
  /** What Zuul 14.2 itself says while it loads: an error, a warning, a remark of the oracle, or nothing at all. */
  readonly zuul: 'error' | 'warning' | 'remark' | 'silent';
}

const JOBS = 'zuul.d/jobs.yaml';
const PROJECTS = 'zuul.d/projects.yaml';
const TENANT = 'tenant/main.yaml';
const EXTRA = 'zuul.d/z.yaml';

/** Adds one file of configuration. */
const extra = (text: string): { readonly files: TreeContent } => ({ files: { [EXTRA]: text } });
const edit = (file: string, from: string, to: string): { readonly edits: BrokenTree['edits'] } => ({
  edits: { [file]: [from, to] },
});

/** A second pipeline with one more key. */
const pipeline = (key: string): { readonly files: TreeContent } =>
  extra(`- pipeline:\n    name: more\n    manager: independent\n    ${key}\n`);
const job = (key: string): { readonly files: TreeContent } =>
  extra(`- job:\n    name: more\n    parent: family\n    ${key}\n`);

const LONG = 'x'.repeat(256);

export const brokenTrees: readonly BrokenTree[] = [
  // The file
  { title: 'YAML fault', ...extra('- job: {name: more\n- x'), problems: [`${EXTRA}:2 yaml: not YAML`], zuul: 'error' },
  { title: 'unknown tag', ...extra('- job: {name: more, parent: family, vars: {a: !unsafe "{{"}}'), problems: [`${EXTRA}:1 yaml: unknown tag !unsafe`], zuul: 'error' },
  { title: 'key given twice', ...extra('- job:\n    name: more\n    parent: family\n    name: less\n'), problems: [`${EXTRA}:4 yaml: The key "name" is there twice`], zuul: 'error' },
  { title: 'file that is a mapping', ...extra('job: {name: more}'), problems: [`${EXTRA}:1 file: the file is a mapping`], zuul: 'error' },
  { title: 'two keys in an item', ...extra('- job: {name: more, parent: family}\n  queue: {name: x}\n'), problems: [`${EXTRA}:1 object: an item with 2 keys`], zuul: 'error' },
  { title: 'item that is text', ...extra('- more\n'), problems: [`${EXTRA}:1 object: an item that is the text "more"`], zuul: 'error' },
  { title: 'unknown type', ...extra('- jobs: {name: more}\n'), problems: [`${EXTRA}:1 object: an object of the unknown type jobs`], zuul: 'error' },
  { title: 'object without content', ...extra('- job:\n'), problems: [`${EXTRA}:1 object: a job that is nothing`], zuul: 'error' },
  { title: 'file that Zuul does not read', files: { 'zuul.d/more.yml': '- job: {name: more}\n' }, problems: ['zuul.d/more.yml:0 unread-file'], zuul: 'silent' },
  { title: 'configuration beside zuul.d', files: { '.zuul.yaml': '- job: {name: more}\n' }, problems: ['.zuul.yaml:0 unread-file'], zuul: 'warning' },

  // Keys and types
  { title: 'unknown key', ...job('brances: ^master$'), problems: [`${EXTRA}:4 unknown-key: job more has the unknown key brances`], zuul: 'error' },
  { title: 'missing key', ...extra('- queue: {allow-circular-dependencies: true}\n'), problems: [`${EXTRA}:1 missing-key: a queue has no name`], zuul: 'error' },
  { title: 'text instead of a number', ...job('timeout: 30m'), problems: [`${EXTRA}:4 type: job more: timeout is the text "30m"`], zuul: 'error' },
  { title: 'number instead of a text', ...extra('- queue: {name: 12}\n'), problems: [`${EXTRA}:1 type: a queue: name is the number 12`], zuul: 'error' },
  { title: 'word that is not one of them', ...pipeline('precedence: urgent'), problems: [`${EXTRA}:4 type: pipeline more: precedence is the text "urgent"`], zuul: 'error' },
  { title: 'number out of range', ...pipeline('window-floor: 0'), problems: [`${EXTRA}:4 type: pipeline more: window-floor is the number 0`], zuul: 'error' },
  { title: 'post-review taken back', ...job('post-review: false'), problems: [`${EXTRA}:4 type: job more: post-review is the truth value false`], zuul: 'error' },
  { title: 'reporter that is null', ...pipeline('success: {gerrit: }'), problems: [`${EXTRA}:4 type: pipeline more: success: gerrit is nothing`], zuul: 'error' },
  { title: 'unknown key of a trigger', ...pipeline('trigger: {gerrit: {event: patchset-created, banch: x}}'), problems: [`${EXTRA}:4 unknown-key: pipeline more: trigger: gerrit has the unknown key banch`], zuul: 'error' },
  { title: 'unknown event', ...pipeline('trigger: {gerrit: {event: patchset-made}}'), problems: [`${EXTRA}:4 type: pipeline more: trigger: gerrit: event is the text "patchset-made"`], zuul: 'error' },
  { title: 'connection that cannot report', ...pipeline('success: {timer: {}}'), problems: [`${EXTRA}:4 connection: pipeline more: success: timer: the driver timer has no reporter`], zuul: 'error' },
  { title: 'files that match nothing', ...job('files: []'), problems: [`${EXTRA}:4 empty-list: job more: files`], zuul: 'silent' },
  { title: 'entry with two jobs', ...edit(PROJECTS, '[unit, noop]', '[{unit: {}, noop: {}}]'), problems: [`${PROJECTS}:5 one-key`], zuul: 'silent' },
  { title: 'entry without attributes', ...edit(PROJECTS, '[unit, noop]', '[{unit: }]'), problems: [`${PROJECTS}:5 type: project-template tests: gate: jobs: unit is nothing`], zuul: 'error' },
  { title: 'queue in a pipeline', ...edit(PROJECTS, 'check: {jobs: [unit]}', 'check: {queue: shared, jobs: [unit]}'), problems: [`${PROJECTS}:4 unknown-key: project-template tests: check has the unknown key queue`], zuul: 'error' },
  { title: 'secret without content', ...extra('- secret: {name: more}\n'), problems: [`${EXTRA}:1 missing-key: secret more has no data`], zuul: 'error' },

  // Texts
  { title: 'regex that RE2 refuses', ...job('branches: ^(?!stable/)'), problems: [`${EXTRA}:4 regex: job more: branches: RE2 refuses`], zuul: 'warning' },
  { title: 'regex of a project that RE2 refuses', ...extra('- project: {name: ^(?!x)}\n'), problems: [`${EXTRA}:1 regex: RE2 refuses ^(?!x)`], zuul: 'error' },
  { title: 'time with a field of Jenkins', ...pipeline('trigger: {timer: {time: H 4 * * *}}'), problems: [`${EXTRA}:4 timer: pipeline more: trigger: timer: time: the time "H 4 * * *" never comes: minute H`], zuul: 'remark' },
  { title: 'time with four fields', ...pipeline('trigger: {timer: {time: 0 4 * *}}'), problems: [`${EXTRA}:4 timer`], zuul: 'remark' },
  { title: 'weekday 7', ...pipeline('trigger: {timer: {time: 0 4 * * 7}}'), problems: [`${EXTRA}:4 timer`], zuul: 'remark' },
  { title: 'field that the message does not have', ...pipeline("start-message: 'See {status_url}'"), problems: [`${EXTRA}:4 report-message: pipeline more: start-message: Zuul does not fill in {status_url}`], zuul: 'silent' },
  { title: 'name that is too long', ...extra(`- queue: {name: ${LONG}}\n`), problems: [`${EXTRA}:1 name: queue ${LONG}: name: a name of 256 characters`], zuul: 'silent' },

  // Variables
  { title: 'variable with a dash', ...job('vars: {app-image: x}'), problems: [`${EXTRA}:4 variable-name: job more: vars has a variable app-image`], zuul: 'error' },
  { title: 'variable with a leading underscore', ...job('vars: {_image: x}'), problems: [`${EXTRA}:4 variable-name`], zuul: 'error' },
  { title: 'reserved variable', ...job('vars: {ansible_user: root}'), problems: [`${EXTRA}:4 variable-name: job more: vars has a variable ansible_user`], zuul: 'error' },
  { title: 'reserved variable of a host', ...job('host-vars: {one: {zuul: x}}'), problems: [`${EXTRA}:4 variable-name: job more: host-vars: one has a variable zuul`], zuul: 'error' },
  { title: 'reserved variable of a project', ...edit(PROJECTS, 'colour: green', 'nodepool: green'), problems: [`${PROJECTS}:18 variable-name`], zuul: 'error' },
  { title: 'date in a variable', ...job('vars: {day: {is: [2020-01-01]}}'), problems: [`${EXTRA}:4 json: job more: vars: day: is is the date 2020-01-01`], zuul: 'silent' },
  { title: 'alias of a secret that is no variable name', ...job('secrets: [{name: my-token, secret: app-token}]'), problems: [`${EXTRA}:4 variable-name`], zuul: 'error' },

  // Names
  { title: 'second nodeset of a name', ...extra('- nodeset: {name: small, nodes: []}\n'), problems: [`${EXTRA}:1 duplicate: a second nodeset small, after zuul.d/objects.yaml:1`], zuul: 'error' },
  { title: 'second pipeline of a name', ...extra('- pipeline: {name: check, manager: independent}\n'), problems: [`${EXTRA}:1 duplicate: a second pipeline check`], zuul: 'error' },
  { title: 'second job of a name, for all branches', ...extra('- job: {name: deploy, parent: family}\n'), problems: [`${EXTRA}:1 duplicate: a second job deploy`], zuul: 'silent' },
  { title: 'reserved name', ...extra('- job: {name: noop, parent: family}\n'), problems: [`${EXTRA}:1 reserved: a job noop`], zuul: 'error' },

  // References
  { title: 'unknown parent', ...extra('- job: {name: more, parent: famly}\n'), problems: [`${EXTRA}:1 reference: job more: parent names the job famly`], zuul: 'error' },
  { title: 'no default parent', ...edit(TENANT, 'max-job-timeout: 7200', 'default-parent: basis'), files: { [EXTRA]: '- job: {name: more, run: playbooks/app/run.yaml}\n' }, problems: [
    `${JOBS}:10 reference: job family has no parent, and the tenant's default parent basis does not exist`,
    `${EXTRA}:1 reference: job more has no parent`,
  ], zuul: 'silent' },
  { title: 'unknown nodeset', ...job('nodeset: tiny'), problems: [`${EXTRA}:4 reference: job more: nodeset names the nodeset tiny`], zuul: 'error' },
  { title: 'unknown alternative', ...extra('- nodeset: {name: more, alternatives: [tiny]}\n'), problems: [`${EXTRA}:1 reference: nodeset more: alternatives names the nodeset tiny`], zuul: 'error' },
  { title: 'unknown template', ...edit(PROJECTS, 'templates: [tests]', 'templates: [test]'), problems: [
    `${PROJECTS}:8 reference: project app/one: templates names the template test`,
    `${PROJECTS}:13 dependency: project app/one: check: deploy-check waits for unit, which is not run there`,
  ], zuul: 'error' },
  { title: 'unknown pipeline in a stanza', ...edit(PROJECTS, 'nightly: {jobs', 'nightlies: {jobs'), problems: [`${PROJECTS}:14 reference: project app/one: the key nightlies names the pipeline nightlies`], zuul: 'remark' },
  { title: 'unknown pipeline in supercedes', ...pipeline('supercedes: [check, chek]'), problems: [`${EXTRA}:4 reference: pipeline more: supercedes names the pipeline chek`], zuul: 'error' },
  { title: 'unknown job in a stanza', ...edit(PROJECTS, '{jobs: [deploy]}', '{jobs: [deploi]}'), problems: [`${PROJECTS}:14 reference: project app/one: nightly: jobs names the job deploi`], zuul: 'error' },
  { title: 'unknown job in a dependency', ...job('dependencies: [unti]'), problems: [`${EXTRA}:4 reference: job more: dependencies names the job unti`], zuul: 'error' },
  { title: 'unknown queue', ...edit(PROJECTS, 'name: app/two\n    queue: shared', 'name: app/two\n    queue: share'), problems: [`${PROJECTS}:17 reference: project app/two: queue names the queue share`], zuul: 'remark' },
  { title: 'unknown semaphore', ...job('semaphores: bd'), problems: [`${EXTRA}:4 reference: job more: semaphores names the semaphore bd`], zuul: 'remark' },
  { title: 'unknown secret', ...job('secrets: [tokn]'), problems: [`${EXTRA}:4 reference: job more: secrets names the secret tokn`], zuul: 'error' },
  { title: 'unknown playbook', ...job('run: playbooks/app/runn.yaml'), problems: [`${EXTRA}:4 reference: job more: run names the playbook playbooks/app/runn.yaml`], zuul: 'remark' },
  { title: 'required project outside the tenant', ...job('required-projects: [app/three]'), problems: [`${EXTRA}:4 reference: job more: required-projects names the project app/three`], zuul: 'error' },
  { title: 'stanza for a project outside the tenant', ...extra('- project: {name: app/three}\n'), problems: [`${EXTRA}:1 reference: a stanza for the project app/three`], zuul: 'error' },
  { title: 'undeclared label without Nodepool', ...edit(TENANT, 'max-job-timeout: 7200', 'use-nodepool: false'), problems: [
    `${JOBS}:33 reference: job deploy: nodeset: nodes: label names the label large`,
    'zuul.d/objects.yaml:1 reference: nodeset small: nodes: label names the label debian',
    'zuul.d/objects.yaml:2 reference: nodeset either: alternatives: nodes: label names the label ubuntu',
  ], zuul: 'error' },
  { title: 'unknown role in a play', ...edit('playbooks/app/run.yaml', 'include_role: {name: prepare}', 'include_role: {name: prepair}'), problems: ['playbooks/app/run.yaml:3 role: playbooks/app/run.yaml names the role prepair'], zuul: 'silent' },
  { title: 'unknown role of a role', files: { 'roles/prepare/meta/main.yaml': 'dependencies: [{role: clean}]\n' }, problems: ['roles/prepare/meta/main.yaml:1 role: roles/prepare/meta/main.yaml names the role clean'], zuul: 'silent' },
  { title: 'unknown file in a playbook', ...edit('playbooks/app/run.yaml', 'script: playbooks/app/build.sh', 'script: playbooks/app/biuld.sh'), problems: ['playbooks/app/run.yaml:4 playbook: playbooks/app/run.yaml names the file playbooks/app/biuld.sh'], zuul: 'silent' },

  // Inheritance and use
  { title: 'job that inherits from itself', ...extra('- job: {name: a, parent: b}\n- job: {name: b, parent: a}\n'), problems: [`${EXTRA}:1 inheritance: job a inherits from itself`, `${EXTRA}:2 inheritance: job b inherits from itself`], zuul: 'silent' },
  { title: 'final parent', ...extra('- job: {name: a, parent: family, final: true}\n- job: {name: b, parent: a}\n'), problems: [`${EXTRA}:2 inheritance: job b inherits from a, which is final`], zuul: 'error' },
  { title: 'intermediate job that is not abstract', ...job('intermediate: true'), problems: [`${EXTRA}:2 keys: job more is intermediate and not abstract`], zuul: 'error' },
  { title: 'job on an intermediate one', ...extra('- job: {name: a, parent: family, abstract: true, intermediate: true}\n- job: {name: b, parent: a}\n'), problems: [`${EXTRA}:2 inheritance: job b inherits from a, which is intermediate`], zuul: 'error' },
  { title: 'abstract job in a stanza', ...edit(PROJECTS, '{jobs: [deploy]}', '{jobs: [family]}'), problems: [`${PROJECTS}:14 abstract: project app/one: nightly runs the abstract job family`], zuul: 'silent' },
  { title: 'job with nothing to run', ...edit(PROJECTS, '{jobs: [deploy]}', '{jobs: [base]}'), problems: [`${PROJECTS}:14 no-run: project app/one: nightly runs the job base`], zuul: 'silent' },
  { title: 'job after a review in a pipeline before one', ...edit(PROJECTS, '{jobs: [unit]}', '{jobs: [unit, deploy]}'), problems: [`${PROJECTS}:4 post-review: project-template tests: check runs the job deploy`], zuul: 'silent' },
  { title: 'dependency that is not in the pipeline', ...edit(PROJECTS, '[unit, {name: deploy, soft: true}]', '[unit, deploy]'), problems: [`${PROJECTS}:13 dependency: project app/one: check: deploy-check waits for deploy`], zuul: 'silent' },
  { title: 'circle of dependencies', ...edit(PROJECTS, '{jobs: [deploy]}', '{jobs: [deploy: {dependencies: [unit]}, unit: {dependencies: [deploy]}]}'), problems: [`${PROJECTS}:14 dependency: project app/one: nightly: unit waits for itself`], zuul: 'silent' },

  // Limits and keys that go together
  { title: 'time limit above that of the tenant', ...job('timeout: 7201'), problems: [`${EXTRA}:4 limit: job more has a timeout of 7201 seconds`], zuul: 'error' },
  { title: 'time limit of an entry', ...edit(PROJECTS, '{jobs: [deploy]}', '{jobs: [deploy: {post-timeout: 9999}]}'), problems: [`${PROJECTS}:14 limit: job deploy has a post-timeout of 9999 seconds`], zuul: 'error' },
  { title: 'pre-timeout above the timeout', ...job('pre-timeout: 90\n    timeout: 60'), problems: [`${EXTRA}:2 keys: job more has a pre-timeout above its timeout`], zuul: 'error' },
  { title: 'more nodes than allowed', ...job('nodeset: {nodes: [{name: a, label: x}, {name: b, label: x}, {name: c, label: x}, {name: d, label: x}, {name: e, label: x}, {name: f, label: x}]}'), problems: [`${EXTRA}:4 limit: the nodeset of job more has 6 nodes`], zuul: 'error' },
  { title: 'two nodes of a name', ...job('nodeset: {nodes: [{name: a, label: x}, {name: a, label: x}]}'), problems: [`${EXTRA}:4 nodeset: the nodeset of job more has two nodes a`], zuul: 'error' },
  { title: 'node localhost', ...job('nodeset: {nodes: [{name: localhost, label: x}]}'), problems: [`${EXTRA}:4 nodeset: the nodeset of job more has a node localhost`], zuul: 'error' },
  { title: 'group with an unknown node', ...job('nodeset: {nodes: [{name: a, label: x}], groups: [{name: g, nodes: [b]}]}'), problems: [`${EXTRA}:4 nodeset: the nodeset of job more has a group with the node b`], zuul: 'error' },
  { title: 'semaphore on job and playbook', ...job('semaphores: db\n    run: [{name: playbooks/app/run.yaml, semaphores: db}]'), problems: [`${EXTRA}:5 keys: job more takes the semaphore db twice`], zuul: 'error' },
  { title: 'cleanup-run', ...job('cleanup-run: playbooks/app/run.yaml'), problems: [`${EXTRA}:4 deprecated: job more has a cleanup-run`], zuul: 'warning' },
  { title: 'window ceiling below the floor', ...pipeline('window-ceiling: 2'), problems: [`${EXTRA}:2 keys: pipeline more has a window-ceiling below its window-floor`], zuul: 'error' },
  { title: 'branch of a ref', ...pipeline('trigger: {gerrit: {event: ref-updated, branch: ^master$}}'), problems: [`${EXTRA}:4 keys: pipeline more asks for the branch of a ref-updated event`], zuul: 'silent' },
  { title: 'queue with type and per-branch', ...extra('- queue: {name: more, type: per-branch, per-branch: true}\n'), problems: [`${EXTRA}:1 keys: queue more has type and per-branch`], zuul: 'error' },
  { title: 'dependencies by topic alone', ...extra('- queue: {name: more, dependencies-by-topic: true}\n'), problems: [`${EXTRA}:1 keys: queue more has dependencies-by-topic alone`], zuul: 'error' },

  // The tenant file
  { title: 'unknown key of a tenant', ...edit(TENANT, 'max-job-timeout: 7200', 'max-job-timout: 7200'), problems: [`${TENANT}:3 unknown-key: tenant example has the unknown key max-job-timout`], zuul: 'error' },
  { title: 'project listed twice', ...edit(TENANT, 'app/two, zuul', 'app/two, app/one, zuul'), problems: [`${TENANT}:9 duplicate: the tenant has the project app/one twice`], zuul: 'error' },
  { title: 'group that includes nothing and excludes nothing', ...edit(TENANT, '- include: []\n            projects', '- projects'), problems: [`${TENANT}:8 keys: a group of projects without include or exclude`], zuul: 'error' },
  { title: 'branch pattern that Python refuses', ...edit(TENANT, 'config-projects: [ci-config]', 'config-projects: [{ci-config: {include-branches: "("}}]'), problems: [`${TENANT}:6 python-regex: tenant example: source: gerrit: config-projects: ci-config: include-branches: Python refuses "("`], zuul: 'error' },
  { title: 'no config-project', ...edit(TENANT, 'config-projects: [ci-config]', 'config-projects: []'), problems: [`${TENANT}:2 reference: a tenant without config-projects`], zuul: 'error' },
]; // prettier-ignore

/** All files of a broken tree. */
export function contentOf({ files, edits }: Pick<BrokenTree, 'files' | 'edits'>): TreeContent {
  const content: Record<string, string> = { ...soundTree, ...files };
  for (const [file, [from, to]] of Object.entries(edits ?? {})) {
    const before = content[file] ?? '';
    content[file] = before.replace(from, to);
    if (content[file] === before) throw new Error(`${file} does not hold ${from}`);
  }
  return content;
}
