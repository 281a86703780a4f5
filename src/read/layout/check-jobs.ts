import { isText, valueOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import {
  eachItem,
  fault,
  fields,
  fieldsOf,
  isFalsy,
  isMapping,
  listOr,
  mapping,
  patterns,
  text,
  texts,
  toList,
  truth,
  whole,
  type Checking,
} from './checks.js';

const number = whole();

const skipIf = listOr(mapping({ project: text, branch: text, 'all-files-match-any': texts }));

/** Source: Zuul 2.6, `layoutvalidator.py`, `LayoutSchema.job`. */
const JOB = fieldsOf({
  name: text,
  'queue-name': text,
  'failure-message': text,
  'success-message': text,
  'failure-pattern': text,
  'success-pattern': text,
  'hold-following-changes': truth,
  voting: truth,
  attempts: number,
  mutex: text,
  tags: texts,
  'parameter-function': text,
  branch: texts,
  files: texts,
  swift: listOr(
    mapping(
      {
        name: text,
        container: text,
        expiry: number,
        max_file_size: number,
        'max-file-size': number,
        max_file_count: number,
        'max-file-count': number,
        logserver_prefix: text,
        'logserver-prefix': text,
      },
      ['name'],
    ),
  ),
  'skip-if': skipIf,
});

const JOB_WITHOUT_ATTEMPTS = new Map([...JOB].filter(([key]) => key !== 'attempts'));

/**
 * `jobs` of a layout.
 *
 * @param knowsFunction Whether the files of `includes` may define a parameter function of that name.
 */
export function checkJobs(c: Checking, jobs: YamlNode, knowsFunction: (name: string) => boolean): void {
  // Wikimedia's fork stands on 2.5.1, which does not know `attempts` yet.
  const known = c.version === 'wikimedia' ? JOB_WITHOUT_ATTEMPTS : JOB;
  eachItem(c, jobs, '"jobs"', (item) => {
    if (!isMapping(c, item, 'an entry of "jobs"')) return;
    const name = valueOf(item, 'name');
    const owner = isText(name) ? `job "${name.value}"` : 'the entry of "jobs"';
    fields(c, item, owner, known, ['name']);
    if (isText(name) && name.value.startsWith('^')) patterns(c, name, 'name', owner);
    for (const key of ['branch', 'files']) patterns(c, valueOf(item, key), key, owner);
    checkSkipIf(c, valueOf(item, 'skip-if'), owner);
    checkFunction(c, item, owner, knowsFunction);
  });
}

function checkSkipIf(c: Checking, node: YamlNode | undefined, owner: string): void {
  if (node?.kind === 'map' && node.entries.size > 0) {
    fault(c, node.at, `"skip-if" of ${owner} has to be a list of conditions; Zuul v2 fails on a mapping here`);
  }
  for (const condition of toList(node)) {
    if (condition.kind !== 'map') continue;
    for (const key of ['project', 'branch', 'all-files-match-any']) {
      patterns(c, valueOf(condition, key), key, `"skip-if" of ${owner}`);
    }
  }
}

function checkFunction(c: Checking, job: YamlMap, owner: string, knowsFunction: (name: string) => boolean): void {
  const node = valueOf(job, 'parameter-function');
  if (!isText(node) || isFalsy(node) || knowsFunction(node.value)) return;
  fault(c, node.at, `"parameter-function" of ${owner}: no file of "includes" defines a function "${node.value}"`);
}

const INCLUDE = fieldsOf({ 'python-file': text });

/** `includes` of a layout. */
export function checkIncludes(c: Checking, includes: YamlNode): void {
  eachItem(c, includes, '"includes"', (item) => {
    if (isMapping(c, item, 'an entry of "includes"')) fields(c, item, 'an entry of "includes"', INCLUDE);
  });
}
