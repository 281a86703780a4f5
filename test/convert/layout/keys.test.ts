import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { LAYOUT_FINDINGS } from '../../../src/convert/layout/findings.js';
import { loadLayoutKeys } from '../../../src/convert/layout/load-keys.js';
import { PIPELINE_KEYS } from '../../../src/convert/layout/pipelines/convert-pipeline.js';
import { InputError } from '../../../src/model/input-error.js';
import { temporaryFolder } from '../../support/folders.js';
import { convert } from './converted.js';

const converters = new URL('../../../converters/', import.meta.url);

/** Where a mapping stands, and a layout with a key in it that nobody knows. */
const layouts: readonly (readonly [object: string, layout: string])[] = [
  ['', 'pipelines: []\nprojects: []\nxyz: 1\n'],
  ['pipelines[]', 'pipelines: [{name: p, manager: IndependentPipelineManager, trigger: {}, xyz: 1}]\nprojects: []\n'],
  ['pipelines[].require', inPipeline('trigger: {}, require: {xyz: 1}')],
  ['pipelines[].reject', inPipeline('trigger: {}, reject: {xyz: 1}')],
  ['pipelines[].trigger.<gerrit>[]', inPipeline('trigger: {gerrit: [{event: patchset-created, xyz: 1}]}')],
  ['pipelines[].trigger.timer[]', inPipeline("trigger: {timer: [{time: '0 0 * * *', xyz: 1}]}")],
  ['pipelines[].trigger.zuul[]', inPipeline('trigger: {zuul: [{event: project-change-merged, xyz: 1}]}')],
  ['pipelines[].<action>.<smtp>', inPipeline('trigger: {}, success: {smtp: {xyz: 1}}')],
  ['pipelines[].<action>.<sql>', inPipeline('trigger: {}, success: {sql: {xyz: 1}}')],
  ['jobs[]', 'pipelines: []\nprojects: []\njobs: [{name: j, xyz: 1}]\n'],
  ['jobs[].skip-if[]', 'pipelines: []\nprojects: []\njobs: [{name: j, skip-if: [{xyz: 1}]}]\n'],
  ['jobs[].swift[]', 'pipelines: []\nprojects: []\njobs: [{name: j, swift: [{name: s, xyz: 1}]}]\n'],
  ['projects[]', inPipeline('trigger: {}').replace('projects: []', 'projects: [{name: x, xyz: 1}]')],
];

function inPipeline(keys: string): string {
  return `pipelines: [{name: p, manager: IndependentPipelineManager, ${keys}}]\nprojects: []\n`;
}

/** The keys that the schema names when it meets one that it does not know. */
function keysOfSchema(t: ExecutionContext, layout: string): string[] {
  const error = t.throws(() => convert(t, layout), { instanceOf: InputError });
  const [, list] = /"xyz".* knows (?:only )?(.*)$/m.exec(error.message) ?? [];
  return (list ?? error.message).split(/, | and /).sort();
}

for (const [object, layout] of layouts) {
  test(`the keys of ${object === '' ? 'a layout' : object} are those of the schema`, async (t) => {
    const prefix = object === '' ? '' : `${object}.`;
    const listed = (await loadLayoutKeys(converters))
      .filter(({ key }) => key.startsWith(prefix) && !/[.[]/.test(key.slice(prefix.length)))
      .map(({ key }) => key.slice(prefix.length));
    const pipelines = object === 'projects[]' ? ['<pipeline>'] : [];
    const schema = keysOfSchema(t, layout).filter((key) => object !== 'projects[]' || key !== 'p');
    t.deepEqual(listed.sort(), [...schema, ...pipelines].sort());
  });
}

test('every key of a pipeline is looked at', async (t) => {
  const listed = (await loadLayoutKeys(converters)).flatMap(
    ({ key }) => /^pipelines\[\]\.([^.[]+)$/.exec(key)?.[1] ?? [],
  );
  t.deepEqual(listed.sort(), [...PIPELINE_KEYS, 'name', 'manager'].sort());
});

test('every finding belongs to a key', async (t) => {
  const named = new Set((await loadLayoutKeys(converters)).flatMap(({ findings }) => findings ?? []));
  t.deepEqual([...named].sort(), Object.keys(LAYOUT_FINDINGS).sort());
});

test('a folder without keys has none', async (t) => {
  t.deepEqual(await loadLayoutKeys(pathToFileURL(`${temporaryFolder(t)}/`)), []);
});
