import type { Finding } from '../../model/finding.js';
import { InputError, type Fault } from '../../model/input-error.js';
import { markRead } from '../../model/leaf.js';
import type { Placed, V2Layout, ZuulV2Version } from '../../model/layout.js';
import { isEmpty, leavesBelow, type YamlDocument } from '../yaml/document.js';
import { describeNode, isText, valueOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import { readYamlFile } from '../yaml/read-yaml.js';
import { checkIncludes, checkJobs } from './check-jobs.js';
import { checkPipelines } from './check-pipelines.js';
import { checkProjects, checkTemplates } from './check-projects.js';
import { fields, fieldsOf, noDuplicates, type Checking } from './checks.js';
import { readIncludes, type Includes } from './includes.js';
import { readJobEntries } from './jobs.js';
import { judgeLeaf, madeFrom } from './leaves.js';
import { readPipelines } from './pipelines.js';
import { readProjects } from './projects.js';
import { templateFacts } from './templates.js';
import { placedText } from './values.js';
import { isZuulConf, layoutPath, readZuulConf, type ZuulConf } from './zuul-conf.js';

export interface LayoutOptions {
  readonly zuulV2Version: ZuulV2Version;
  /** Tells what is wrong with a Python 2.7 regular expression, if anything. Absent: nothing is looked at. */
  readonly checkPattern?: (pattern: string) => string | undefined;
  /** The files of parameter functions are given apart: those that `includes` names need not be there. */
  readonly hasFunctions?: boolean;
}

export interface LayoutReading {
  readonly layout: V2Layout;
  /** The file's leaves: `accountingOf(document)` counts them, `src/read/layout/leaves.ts` finds those of an object. */
  readonly document: YamlDocument;
  readonly findings: readonly Finding[];
  /** Present when the path was that of a zuul.conf. */
  readonly conf?: ZuulConf;
}

/**
 * Reads a Zuul v2 layout.
 *
 * Nothing is marked as read, but for what the typed layout does not show: the manager of a pipeline and empty lists at
 * the top (read), empty values that v2 takes as not given (dropped), and what v2 loses by its misreadings
 * (needs-human, with a finding).
 *
 * @param path A layout, or a zuul.conf that names one (`[zuul] layout_config`) and the connections.
 * @throws InputError with all faults that Zuul v2 itself refuses the layout for, in the order of the file. Two names for
 *   one shared queue are not looked for: that needs the trees of all projects.
 */
export function readLayout(path: string, options: LayoutOptions): LayoutReading {
  const conf = isZuulConf(path) ? readZuulConf(path) : undefined;
  const file = conf === undefined ? path : layoutPath(conf);
  const document = readYamlFile(file, 'the layout');
  const root = topOf(document);
  const findings = [...document.findings];

  const includes = readIncludes(
    file,
    includePaths(root).map(({ value }) => value),
  );
  const faults = checkLayout(root, includes, {
    faults: [],
    version: options.zuulV2Version,
    checkPattern: options.checkPattern ?? (() => undefined),
    connections: conf?.connections,
  });
  refuseIfAny(faults);
  const layout = buildLayout(root, document, options, findings, faults);
  refuseIfAny(faults);
  if (options.hasFunctions !== true) tellMissing(layout, includes, findings);
  return { layout, document, findings, ...(conf === undefined ? {} : { conf }) };
}

function topOf(document: YamlDocument): YamlMap {
  const { root, file } = document;
  if (root?.kind === 'map') return root;
  const found = root === undefined ? 'nothing' : describeNode(root);
  throw new InputError({
    at: { file, line: root?.at.line ?? 0 },
    message: `a layout has to be a mapping with "pipelines" and "projects", found ${found}`,
  });
}

function includePaths(root: YamlMap): Placed<string>[] {
  const includes = valueOf(root, 'includes');
  if (includes?.kind !== 'list') return [];
  return includes.items.flatMap((item) => {
    const path = item.kind === 'map' ? valueOf(item, 'python-file') : undefined;
    return isText(path) ? [placedText(path)] : [];
  });
}

/** Source: Zuul 2.6, `layoutvalidator.py`, `LayoutValidator.validate`. */
function checkLayout(root: YamlMap, includes: Includes, c: Checking): Fault[] {
  const templates = templateFacts(c, valueOf(root, 'project-templates'));
  const pipelines = namesOf(valueOf(root, 'pipelines'));
  const known = fieldsOf({
    includes: (_, node) => checkIncludes(c, node),
    pipelines: (_, node) => checkPipelines(c, node),
    jobs: (_, node) => checkJobs(c, node, includes.knows),
    'project-templates': (_, node) => checkTemplates(c, node, pipelines),
    projects: (_, node) => checkProjects(c, node, pipelines, templates),
  });
  fields(c, root, 'the layout', known, ['pipelines', 'projects']);
  for (const [key, what] of [
    ['pipelines', 'pipeline'],
    ['jobs', 'job'],
    ['project-templates', 'template'],
    ['projects', 'project'],
  ] as const) {
    const list = valueOf(root, key);
    if (list?.kind === 'list') noDuplicates(c, list.items, what);
  }
  return c.faults;
}

function namesOf(list: YamlNode | undefined): string[] {
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const name = item.kind === 'map' ? valueOf(item, 'name') : undefined;
    return isText(name) ? [name.value] : [];
  });
}

function buildLayout(
  root: YamlMap,
  document: YamlDocument,
  options: LayoutOptions,
  findings: Finding[],
  faults: Fault[],
): V2Layout {
  const pipelines = readPipelines(valueOf(root, 'pipelines') as YamlNode, document);
  const { templates, projects } = readProjects(
    valueOf(root, 'project-templates'),
    valueOf(root, 'projects') as YamlNode,
    pipelines.map(({ name }) => name.value),
    { document, checkPattern: options.checkPattern ?? (() => undefined), findings, faults },
  );
  // Empty lists have no object of their own.
  for (const { value } of root.entries.values()) if (isEmpty(value)) leavesBelow(value).forEach(markRead);
  const layout = {
    file: document.file,
    includes: includePaths(root),
    pipelines,
    jobs: readJobEntries(valueOf(root, 'jobs'), document, findings),
    templates,
    projects,
  };
  return madeFrom(layout, root);
}

function tellMissing(layout: V2Layout, includes: Includes, findings: Finding[]): void {
  for (const path of layout.includes) {
    if (!includes.missing.has(path.value)) continue;
    judgeLeaf(path, 'needs-human');
    findings.push({
      outcome: 'needs-human',
      code: 'layout/include-not-found',
      message: `The file "${path.value}" is not there. Zuul v2 takes parameter functions from it: put it beside the layout.`,
      at: path.at,
    });
  }
}

function refuseIfAny(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const seen = new Set<string>();
  const distinct = faults.filter(({ at, message }) => {
    const key = `${String(at.line)} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
  throw new InputError(distinct.sort((a, b) => a.at.line - b.at.line));
}
