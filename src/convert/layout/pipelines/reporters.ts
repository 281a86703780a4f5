import type { V2Map, V2Value } from '../../../model/layout.js';
import type { ConfigValue } from '../../../model/zuul.js';
import { entriesOf, textOf } from '../values.js';
import { connectionName, outputOf, type ConfigMap, type PipelineContext } from './pipeline-context.js';

/**
 * The reporters of one action: connection → what it is told. `undefined` when nothing is left to report with.
 *
 * Zuul reference: Reporters of the Gerrit and SMTP drivers.
 */
export function reportersOf(value: V2Value, context: PipelineContext): ConfigMap | undefined {
  const written: ConfigMap = {};
  for (const [name, given] of entriesOf(value)) {
    const reporter = reporterOf(name, given, context);
    if (reporter !== undefined) written[connectionName(name, context.settings)] = reporter;
  }
  return Object.keys(written).length === 0 ? undefined : written;
}

function reporterOf(name: string, value: V2Value, context: PipelineContext): ConfigValue | undefined {
  const driver = context.connections?.get(name) ?? driverOf(name, value);
  if (driver === 'sql') {
    context.notes.raise('sql/always', value, { output: outputOf(context.pipeline) });
    return undefined;
  }
  if (value.kind !== 'map') {
    context.notes.raise(driver === 'smtp' ? 'smtp/list' : 'gerrit/no-mapping', value, {
      output: outputOf(context.pipeline),
    });
    return driver === 'smtp' && value.kind === 'list' ? {} : undefined;
  }
  return driver === 'smtp' ? smtpReporter(value, context) : gerritReporter(value, context);
}

/** Without a zuul.conf name and keys have to tell; the keys of the drivers do not overlap. */
function driverOf(name: string, value: V2Value): 'gerrit' | 'smtp' | 'sql' {
  const keys = entriesOf(value).map(([key]) => key);
  if (keys.includes('score') || (name === 'sql' && keys.length === 0)) return 'sql';
  if (name === 'smtp' || keys.some((key) => key === 'to' || key === 'from' || key === 'subject')) return 'smtp';
  return 'gerrit';
}

function smtpReporter(value: V2Map, context: PipelineContext): ConfigMap {
  const written: ConfigMap = {};
  for (const [key, given] of value.entries) {
    if (key === 'connection') {
      context.notes.raise('smtp/connection', given);
      continue;
    }
    if (key === 'subject' && /\{change[.[]/.test(textOf(given))) {
      context.notes.raise('smtp/subject', given, { detail: textOf(given) });
    }
    written[key] = textOf(given);
  }
  return written;
}

/** v2 hands every key to `gerrit review`; Zuul knows some and takes the rest for labels. */
function gerritReporter(value: V2Map, context: PipelineContext): ConfigMap {
  const written: ConfigMap = {};
  for (const [key, given] of value.entries) {
    const text = textOf(given);
    if (key === 'submit' && given.kind === 'scalar' && given.value === true) written.submit = true;
    else if (key === 'tag') drop('gerrit/tag', given, key, context);
    else if (key === 'force-message') drop('gerrit/force-message', given, key, context);
    else if (key === 'notify' && isOldForm(context)) written.notify = text;
    else if (isOption(key, given)) drop('gerrit/option', given, key, context);
    else if (key === 'label' && /=[+-]?\d+$/.test(text)) Object.assign(written, labelOption(text));
    else if (/^[+-]?\d+$/.test(text)) written[context.spell(key, given)] = Number(text);
    else drop('gerrit/not-a-vote', given, key, context);
  }
  return written;
}

/** Before 2.6 a key was an option of the command (`--notify NONE`), since then it is a label. */
function isOldForm(context: PipelineContext): boolean {
  return context.settings.zuulV2Version !== '2.6';
}

function isOption(key: string, value: V2Value): boolean {
  return key === 'submit' || key === 'notify' || key === 'message' || (value.kind === 'scalar' && value.value === true);
}

/** `label: Verified=1` */
function labelOption(text: string): ConfigMap {
  const at = text.lastIndexOf('=');
  return { [text.slice(0, at)]: Number(text.slice(at + 1)) };
}

function drop(
  code: 'gerrit/tag' | 'gerrit/force-message' | 'gerrit/option' | 'gerrit/not-a-vote',
  value: V2Value,
  key: string,
  context: PipelineContext,
): void {
  context.notes.raise(code, value, { detail: `${key}: ${textOf(value)}` });
}
