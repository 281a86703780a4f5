import test from 'ava';
import { displayPaths } from '../../src/report/display-path.js';

test('a report never tells where on a machine it was made', (t) => {
  const display = displayPaths(['/home/me/jenkins/', '/srv/zuul/layout.yaml', 'relative/jobs']);
  t.is(display('/home/me/jenkins/folder/a.xml'), 'jenkins/folder/a.xml');
  t.is(display('/home/me/jenkins'), 'jenkins');
  t.is(display('/home/me/jenkins-other/a.xml'), 'a.xml');
  t.is(display('/srv/zuul/layout.yaml'), 'layout.yaml');
  t.is(display('/etc/zuul/functions.py'), 'functions.py');
  t.is(display('C:\\jenkins\\a.xml'), 'a.xml');
});

test('relative paths stay as they were given', (t) => {
  const display = displayPaths(['./jobs', '../zuul/layout.yaml']);
  t.is(display('./jobs/a.xml'), 'jobs/a.xml');
  t.is(display('jobs/a.xml'), 'jobs/a.xml');
  t.is(display('../zuul/layout.yaml'), '../zuul/layout.yaml');
  t.is(display('.'), '.');
});
