import type { V2Value } from '../../../model/layout.js';
import type { ConfigValue } from '../../../model/zuul.js';
import { entriesOf, itemsOf, textOf } from '../values.js';
import { outputOf, type PipelineContext } from './pipeline-context.js';

/**
 * Times of a timer trigger. Both versions read the fields alike, weekdays counted from Monday, except that v2 ignored the
 * month.
 *
 * Zuul reference: Timer driver. Source: Zuul 2.6, `zuul/trigger/timer.py`.
 */
export function timerTrigger(value: V2Value, context: PipelineContext): ConfigValue[] {
  return itemsOf(value).flatMap((filter) =>
    entriesOf(filter).flatMap(([, time]) => {
      const written = timeOf(time, context);
      return written === undefined ? [] : [{ time: written }];
    }),
  );
}

function timeOf(value: V2Value, context: PipelineContext): string | undefined {
  const text = textOf(value);
  const fields = text.trim().split(/\s+/);
  const output = outputOf(context.pipeline);
  if (fields.length < 5 || fields.length > 6) {
    context.notes.raise('timer/invalid', value, { detail: text, output });
    return undefined;
  }
  if (fields[3] !== '*') {
    context.notes.raise('timer/month', value, { detail: `month ${fields[3]!} in ${text}`, output });
    fields[3] = '*';
  }
  return fields.join(' ');
}
