import test from 'ava';
import { repositoryOf } from '../../../src/convert/jenkins-triggers/project-of-url.js';

test('tells forge and project from an address', (t) => {
  const cases: Record<string, [string, string] | undefined> = {
    'https://gerrit.example.org/r/tools/x.git': ['gerrit', 'tools/x'],
    'https://gerrit.example.org/r/p/tools/x': ['gerrit', 'tools/x'],
    'https://gerrit.example.org/r/a/tools/x/': ['gerrit', 'tools/x'],
    'ssh://ci@review.example.org:29418/tools/x': ['gerrit', 'tools/x'],
    'https://user@github.com/team/x.git': ['github', 'team/x'],
    'git@github.com:team/x.git': ['github', 'team/x'],
    'https://gitlab.example.org/team/sub/x.git': ['gitlab', 'team/sub/x'],
    '$ZUUL_URL/$ZUUL_PROJECT': undefined,
    '/srv/git/x.git': undefined,
    '': undefined,
  };
  for (const [url, expected] of Object.entries(cases)) {
    const found = repositoryOf(url);
    t.deepEqual(found === undefined ? undefined : [found.forge, found.project], expected, url);
  }
});
