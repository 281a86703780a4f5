import type { Step } from '../../model/step.js';
import type { CallExpression, Expression } from '../../read/jenkinsfile/syntax.js';
import { macroPieces } from '../elements/macros.js';
import { tokenize } from '../elements/tokenize.js';
import { argumentsOf, bodyOf, callOf, known } from './arguments.js';
import { stub, type Container, type Context, type Part, type Parts } from './context.js';
import { injection, NODE_USER, ownScript } from './scripts.js';
import { shellQuoted } from './shell-text.js';
import { literal, partsOf } from './values.js';

/** What an `agent` section means for the steps it is for. */
export interface Agent {
  /** Whether there is a node: `agent none` has none of its own. */
  readonly hasNode: boolean;
  /** Nobody can tell what it is. */
  readonly isUnknown?: true;
  readonly label?: string;
  /** Absent: as around. */
  readonly container?: Container | undefined;
  /** What has to run before the steps. */
  readonly before: readonly Step[];
}

/** Source: Pipeline Syntax, `agent`. */
export function readAgent(section: CallExpression, context: Context): Agent {
  const [value] = section.values;
  if (value?.value.kind === 'name') return { hasNode: value.value.name !== 'none', before: [], container: undefined };
  const kinds = bodyOf(section).map(callOf);
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined || kind.object !== undefined) return unknown(section, context);
  switch (kind.name) {
    case 'label': {
      const label = labelOf(argumentsOf(kind).named.get('value'), context);
      return label === undefined
        ? unknown(section, context)
        : { hasNode: true, label, container: undefined, before: [] };
    }
    case 'node': {
      const fields = fieldsOf(kind);
      const folder = fields.get('customWorkspace');
      if (folder !== undefined) context.raise.approximated('custom-workspace', kind);
      const label = labelOf(fields.get('label') ?? fields.get('value'), context);
      return { hasNode: true, ...(label === undefined ? {} : { label }), container: undefined, before: [] };
    }
    case 'docker':
      return docker(section, kind, context);
    case 'dockerfile':
      return dockerfile(section, kind, context);
    case 'any':
      return { hasNode: true, container: undefined, before: [] };
    default:
      return unknown(section, context);
  }
}

/** Values of `docker 'x'`, `docker(image: 'x')` and `docker { image 'x' }` alike. */
function fieldsOf(call: CallExpression): ReadonlyMap<string, Expression> {
  const { named, closure } = argumentsOf(call);
  if (closure === undefined) return named;
  const fields = new Map<string, Expression>();
  for (const statement of closure.statements) {
    const field = callOf(statement);
    const value = field?.values[0]?.value;
    if (field?.name !== undefined && field.name !== null && value !== undefined) fields.set(field.name, value);
  }
  return fields;
}

function labelOf(value: Expression | undefined, context: Context): string | undefined {
  const label = known(value, context)?.trim();
  return label === '' ? undefined : label;
}

function unknown(section: CallExpression, context: Context): Agent {
  return {
    hasNode: true,
    isUnknown: true,
    container: undefined,
    before: [stub('agent', section, 'Get the agent ready', context)],
  };
}

function docker(section: CallExpression, kind: CallExpression, context: Context): Agent {
  const fields = fieldsOf(kind);
  const image = fields.get('image') ?? fields.get('value');
  const parts = image === undefined ? undefined : partsOf(image, context);
  const options = optionsOf(fields.get('args'), context);
  if (parts === undefined || options === undefined || fields.has('registryCredentialsId'))
    return unknown(section, context);
  context.raise.approximated('docker-agent', kind);
  const registry = literal(fields.get('registryUrl'))?.replace(/^https?:\/\/|\/+$/g, '');
  const pull = literal(fields.get('alwaysPull')) === 'true' ? [['--pull=always']] : [];
  return withContainer(
    { image: registry === undefined ? parts : [`${registry}/`, ...parts], options: [...pull, ...options] },
    [],
    fields,
    kind,
    context,
  );
}

/** The image is built in the workspace before the steps. */
function dockerfile(section: CallExpression, kind: CallExpression, context: Context): Agent {
  const fields = fieldsOf(kind);
  const text = (name: string): string | undefined => literal(fields.get(name));
  const options = optionsOf(fields.get('args'), context);
  const build = optionsOf(fields.get('additionalBuildArgs'), context);
  if (options === undefined || build === undefined) return unknown(section, context);
  context.raise.approximated('docker-agent', kind);
  const folder = text('dir') ?? '.';
  const file = `${folder === '.' ? '' : `${folder}/`}${text('filename') ?? 'Dockerfile'}`;
  const image = `pipeline-${context.walk.job
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;
  const words = build.map((word) => shellQuoted(word, {}));
  const command = [
    'docker',
    'build',
    '--tag',
    image,
    '--file',
    shellQuoted([file], {}),
    ...words,
    shellQuoted([folder], {}),
  ];
  const step = ownScript('Build the image for the steps', command.join(' '), kind, context);
  return withContainer({ image: [image], options }, [step], fields, kind, context);
}

function withContainer(
  container: Container,
  before: readonly Step[],
  fields: ReadonlyMap<string, Expression>,
  kind: CallExpression,
  context: Context,
): Agent {
  const label = labelOf(fields.get('label'), context);
  const user = injection(
    'Tell containers the user',
    `printf '${NODE_USER}=%s:%s\\n' "$(id -u)" "$(id -g)"\n`,
    kind,
    context,
  );
  return { hasNode: true, ...(label === undefined ? {} : { label }), container, before: [user, ...before] };
}

/** Words for docker, with variables of the build in them. Docker Pipeline plugin: WithContainerStep. */
function optionsOf(value: Expression | undefined, context: Context): readonly Parts[] | undefined {
  if (value === undefined) return [];
  const parts = partsOf(value, context);
  if (parts === undefined || parts.some((part) => typeof part === 'object' && 'jinja' in part)) return undefined;
  const text = parts
    .map((part) => (typeof part === 'string' ? part : `\${${(part as { variable: string }).variable}}`))
    .join('');
  return tokenize(text).map((word) =>
    macroPieces(word).map((piece): Part => ('text' in piece ? piece.text : { variable: piece.name })),
  );
}
