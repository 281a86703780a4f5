import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failingSetUp } from '../../src/convert/elements/left-to-a-person.js';
import { setVariablesStep } from '../../src/convert/elements/set-variables.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

const UNKNOWN = 'This plugin is written in Ruby and does something of its own here: do it in a step.';

/** Kinds that only concern when and how Jenkins builds. */
const BESIDE: ReadonlySet<string> = new Set(['ci-skip', 'pathignore', 'travis-yml', 'singleuseslave']);

/**
 * Wrappers of plugins that are written in Ruby: the real kind stands in `pluginid`. rbenv and rvm install a Ruby; the steps do
 * the same by the same programs. Source: rbenv plugin, RbenvWrapper; rvm plugin, RvmWrapper.
 */
export default defineConverter({
  element: 'ruby-proxy-object',
  section: 'wrappers',
  plugin: 'rbenv, rvm',
  summary: 'Installs a version of Ruby and puts it first in PATH',
  becomes: 'role inject-environment with calls of rbenv or rvm',
  grade: 'approximate',
  findings: {
    unknown: UNKNOWN,
    form: "Only says how Jenkins' Ruby keeps its objects: left out.",
    beside: 'It only said when Jenkins built and where: left out.',
  },
  convert(input, notes) {
    const object = input.child('ruby-object') ?? input;
    const kind = object.child('pluginid')?.text().trim() ?? object.attribute('pluginid')?.trim() ?? '';
    const fields = object.child('object') ?? object;
    const contribution = convertKind();
    if (!BESIDE.has(kind)) leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return contribution;

    function convertKind(): Contribution {
      if (kind === 'rbenv') return { setUp: [setVariablesStep('Install Ruby with rbenv', rbenv(fields), input)] };
      if (kind === 'rvm') return { setUp: [setVariablesStep('Install Ruby with RVM', rvm(fields), input)] };
      if (BESIDE.has(kind)) {
        notes.dropped('beside', input);
        return {};
      }
      notes.needsHuman('unknown', object.child('pluginid') ?? input, `(${kind})`);
      return failingSetUp(`Do what ${kind || 'a Ruby plugin'} did`, 'ruby-environment/unknown', UNKNOWN, input);
    }
  },
});

const DEFAULTS = {
  root: '$HOME/.rbenv',
  repository: 'https://github.com/rbenv/rbenv.git',
  builds: 'https://github.com/rbenv/ruby-build.git',
  revision: 'master',
  version: '1.9.3-p484',
  gems: 'bundler,rake',
} as const;

function rbenv(fields: Element): readonly string[] {
  const text = (name: string, otherwise: string): string => fields.textOf(name).trim() || otherwise;
  const root = shellWord(text('rbenv__root', DEFAULTS.root));
  const fetch = (repository: string, revision: string, folder: string): readonly string[] => [
    `[ -d ${folder} ] || git clone --quiet ${shellWord(repository)} ${folder}`,
    `git -C ${folder} checkout --quiet ${shellWord(revision)}`,
  ];
  const gems = text('gem__list', DEFAULTS.gems)
    .split(/[\s,]+/)
    .filter((gem) => gem !== '');
  // A version that the repository names wins, unless it is to be ignored.
  const version = shellWord(text('version', DEFAULTS.version));
  const local = fields.child('ignore__local__version');
  const chosen =
    local?.attribute('ruby-class') === 'TrueClass'
      ? [`version=${version}`]
      : ['version=$(cat .ruby-version 2>/dev/null || true)', `[ -n "$version" ] || version=${version}`];
  return [
    `root=${root}`,
    ...fetch(text('rbenv__repository', DEFAULTS.repository), text('rbenv__revision', DEFAULTS.revision), '"$root"'),
    ...fetch(
      text('ruby__build__repository', DEFAULTS.builds),
      text('ruby__build__revision', DEFAULTS.revision),
      '"$root/plugins/ruby-build"',
    ),
    ...chosen,
    'export RBENV_ROOT="$root" RBENV_VERSION="$version" PATH="$root/shims:$root/bin:$PATH"',
    'rbenv install --skip-existing "$version"',
    ...(gems.length === 0 ? [] : [`gem install --no-document ${gems.map(shellWord).join(' ')}`, 'rbenv rehash']),
    `printf '%s\\n' "RBENV_ROOT=$root" "RBENV_VERSION=$version" "PATH=$PATH"`,
  ];
}

/** RVM is a function of bash. */
function rvm(fields: Element): readonly string[] {
  const version = fields.textOf('impl') || fields.textOf('ruby__string') || fields.textOf('rubyString');
  return [
    `bash -s -- ${shellWord(version.trim() || '.')} <<'END'`,
    '[ -e "$HOME/.rvm/scripts/rvm" ] || curl -sSL https://get.rvm.io | bash -s stable',
    'source "$HOME/.rvm/scripts/rvm"',
    'rvm use --install --create "$1"',
    'env | grep -E "^(PATH|GEM_HOME|GEM_PATH|MY_RUBY_HOME|RUBY_VERSION|rvm_[a-z_]+)="',
    'END',
  ];
}
