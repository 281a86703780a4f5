import test from 'ava';
import { plainText } from '../../../src/convert/jenkins/plain-text.js';

const CASES: readonly (readonly [string, string])[] = [
  ['', ''],
  ['plain  text ', 'plain text'],
  ['<p>Job: <code>{name}-tox</code></p>\n<!-- Managed by somebody -->', 'Job: {name}-tox'],
  ['one<br/>two<br>three', 'one\ntwo\nthree'],
  ['<ul><li>a</li><li>b &amp; c</li></ul>', 'a\n\nb & c'],
  ['a < b and c > d', 'a < b and c > d'],
  ['&lt;b&gt; stays &amp;lt;', '<b> stays &lt;'],
  ['an open <!-- comment', 'an open'],
];
for (const [html, text] of CASES) {
  test(`text of ${JSON.stringify(html)}`, (t) => t.is(plainText(html), text));
}
