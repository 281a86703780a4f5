import { isText, valueOf, type YamlNode } from '../yaml/node.js';
import { approval, checkApprovals, type TidiedApprovals } from './check-approvals.js';
import { checkTriggers, reporters, source } from './check-drivers.js';
import {
  eachItem,
  fault,
  fields,
  fieldsOf,
  isMapping,
  listOr,
  mapping,
  oneOf,
  text,
  texts,
  truth,
  whole,
  type Check,
  type Checking,
} from './checks.js';

const windowType = oneOf('linear', 'exponential');

/** Checked with `trigger`, which needs more than one value to look at. */
const later: Check = () => undefined;

/** Source: Zuul 2.6, `layoutvalidator.py`, `LayoutSchema.pipeline`. */
const PIPELINE = fieldsOf({
  name: text,
  manager: oneOf('IndependentPipelineManager', 'DependentPipelineManager'),
  source,
  precedence: oneOf('normal', 'low', 'high'),
  description: text,
  require: mapping({
    approval: listOr(approval),
    open: truth,
    'current-patchset': truth,
    status: texts,
  }),
  reject: mapping({ approval: listOr(approval) }),
  'success-message': text,
  'failure-message': text,
  'merge-failure-message': text,
  'footer-message': text,
  'dequeue-on-new-patchset': truth,
  'ignore-dependencies': truth,
  'disable-after-consecutive-failures': whole(1),
  window: whole(0),
  'window-floor': whole(1),
  'window-increase-type': windowType,
  'window-increase-factor': whole(1),
  'window-decrease-type': windowType,
  'window-decrease-factor': whole(1),
  trigger: later,
  start: reporters,
  success: reporters,
  failure: reporters,
  'merge-failure': reporters,
  disabled: reporters,
});

/** Keys of projects. v2 accepts pipelines of these names and then takes the one for the other. */
const RESERVED = new Set(['name', 'merge-mode', 'template']);

/** `pipelines` of a layout. */
export function checkPipelines(c: Checking, pipelines: YamlNode): void {
  const tidied: TidiedApprovals = new Set();
  eachItem(c, pipelines, '"pipelines"', (item) => {
    if (!isMapping(c, item, 'a pipeline')) return;
    const name = valueOf(item, 'name');
    const owner = isText(name) ? `pipeline "${name.value}"` : 'the pipeline';
    fields(c, item, owner, PIPELINE, ['name', 'manager', 'trigger']);
    if (isText(name) && RESERVED.has(name.value)) {
      fault(c, name.at, `a pipeline cannot be called "${name.value}", which is a key of projects; rename it`);
    }
    const [require, reject] = [valueOf(item, 'require'), valueOf(item, 'reject')];
    checkApprovals(c, approvalsOf(require), approvalsOf(reject), owner, tidied);
    const trigger = valueOf(item, 'trigger');
    if (trigger !== undefined) checkTriggers(c, trigger, owner, tidied);
  });
}

function approvalsOf(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === 'map' ? valueOf(node, 'approval') : undefined;
}
