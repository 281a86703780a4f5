/**
 * What random layouts are made of: few names and expressions, so that things collide, and for each expression texts that
 * it fits and texts that it just misses.
 */

/** An expression, with texts around it. */
export interface Expression {
  readonly pattern: string;
  readonly near: readonly string[];
}

function expression(pattern: string, ...near: readonly string[]): Expression {
  return { pattern, near };
}

export const PIPELINES = ['check', 'gate', 'post', 'tag', 'periodic', 'gate-2'] as const;

export const PROJECTS = ['org/web', 'org/api', 'tools', 'lib/web', 'org/web-docs'] as const;

export const JOBS = ['unit', 'lint', 'build', 'docs', 'unit-py3', 'web-unit', 'api-docs', 'noop', 'publish'] as const;

/** Names of jobs with placeholders; `{v}` is a parameter. */
export const TEMPLATE_JOBS = [
  '{name}-unit',
  '{name}-docs',
  '{v}-unit',
  'unit-{v}',
  '{v}',
  '{{x}}',
  '{name[0]}',
] as const;

export const PARAMETERS = ['py3', 'web', 'unit', '', '27'] as const;

export const JOB_PATTERNS = ['^unit', '^.*-docs$', '^.*', '^(?!build|noop)', '^(web|api)-', '^lint$', '^noop'] as const;

export const BRANCHES: readonly Expression[] = [
  expression('master', 'master', 'master-next', 'feature/master', 'refs/heads/master'),
  expression('^master$', 'master', 'master-next', 'refs/heads/master'),
  expression('^stable/', 'stable/1.0', 'stable', 'unstable/1.0', 'refs/heads/stable/1.0'),
  expression('^(?!stable/).*$', 'stable/1.0', 'stable', 'master', 'refs/heads/stable/2'),
  expression('^(master|main)$', 'main', 'master', 'mainly'),
  expression('^(?!(main|master)$)', 'main', 'master', 'mainly'),
  expression('stable/.*|^main', 'stable/1.0', 'main', 'mainly'),
  expression('^refs/tags/.*', 'refs/tags/1.0', 'refs/heads/tags', '1.0'),
  expression('^(?!refs/)', 'master', 'refs/heads/master', 'refs/tags/1.0'),
  expression('^refs/heads/(?!stable)', 'refs/heads/stable/1.0', 'refs/heads/master', 'master'),
  expression('(?i)MASTER$', 'Master', 'master', 'master-next'),
  expression('^feature/(?!x$)', 'feature/x', 'feature/xy', 'feature/'),
  expression('^[\\w-]+/\\d+\\.\\d+$', 'stable/1.0', 'stable/1', 'wmf/1.2'),
  expression('.*', 'master'),
];

export const FILES: readonly Expression[] = [
  expression('^docs/', 'docs/index.rst', 'src/docs/a', 'docs'),
  expression('^docs/.*$', 'docs/index.rst', 'docs.txt'),
  expression('^src/', 'src/a.py', 'src/docs/a', 'test/src/a.py'),
  expression('.*\\.py$', 'src/a.py', 'setup.py.bak', 'a.pyc'),
  expression('setup\\.(py|cfg)', 'setup.py', 'setup.cfg.in', 'sub/setup.py'),
  expression('^(?!docs/).*$', 'docs/index.rst', 'README'),
  expression('^(?!docs/|/COMMIT_MSG).*$', 'docs/index.rst', 'README'),
  expression('README', 'README', 'README.md', 'docs/README'),
  expression('^.*$', 'README'),
  expression('^/COMMIT_MSG$', 'README'),
  expression('^[^/]+$', 'README', 'src/a.py'),
  expression('^docs/|^src/', 'docs/index.rst', 'src/a.py', 'README'),
];

/** Project expressions of `skip-if`. */
export const PROJECT_PATTERNS = ['^org/web', '^org/', 'tools', '^lib/web$', '^(?!org/)', '.*'] as const;

export const REFS: readonly Expression[] = [
  expression('^refs/tags/.*$', 'refs/tags/1.0', 'refs/heads/tags'),
  expression('^(?!refs/).*$', 'master', 'refs/heads/master'),
  expression('^refs/heads/master$', 'refs/heads/master', 'refs/heads/master-next'),
  expression('^refs/heads/', 'refs/heads/stable/1.0', 'refs/tags/1.0'),
  expression('^(?!refs/tags/).*$', 'refs/heads/main', 'refs/tags/1.0', 'refs/meta/config'),
  expression('^master$', 'master', 'refs/heads/master'),
];

export const COMMENTS = ['(?i)^(Patch Set [0-9]+:)?( [\\w\\\\+-]*)*(\\n\\n)?\\s*recheck', 'recheck', '^gate$'] as const;

export const EMAILS = ['@example\\.org$', '^ci@', '.*'] as const;

export const USERS = ['^zuul$', 'zuul', '^(?!jenkins$)'] as const;

/** Valid fields of a timer; the month is among what v2 does not look at. */
export const TIMES = ['0 6 * * *', '0 5 1 6 0', '30 */2 * * * 10', '0 6 * *'] as const;

export const MUTEXES = ['port', 'db', ''] as const;

export const TAGS = ['fast', 'slow', 'web'] as const;

export const QUEUE_NAMES = ['integrated', 'integrated', 'integrated', 'integrated', 'other'] as const;

export const MESSAGES = ['See the wiki.', 'Done: {change.number}', "It's over; #1"] as const;

export const URL_PATTERNS = [
  'http://logs.example.org/{build.parameters[LOG_PATH]}',
  '{change.number}/{job.name}',
] as const;
