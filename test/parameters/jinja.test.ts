import test from 'ava';
import { NotUnderstood, renderJinja } from '../../src/parameters/jinja.js';

const NAMES = {
  zuul: { branch: 'wmf/1.2', pipeline: 'gate', project: { name: 'a/b/c', short_name: 'c' }, change: '12345' },
  own: "{{ 'x' if zuul.pipeline == 'gate' else 'y' }}",
};

const CASES: readonly (readonly [text: string, expected: string])[] = [
  ['plain', 'plain'],
  ['{{ zuul.branch }}/docs', 'wmf/1.2/docs'],
  ["{{ 'a' if zuul.branch.startswith('wmf/') else 'b' }}", 'a'],
  ["{{ 'a' if zuul.branch is match('REL') else 'b' if zuul.branch is search('2$') else 'c' }}", 'b'],
  ["{{ ('a' if zuul.change is not defined else 'b') if zuul.pipeline in ['test', 'gate'] else 'c' }}", 'b'],
  ["{{ zuul.project.name | regex_replace('^[^/]+/', '') }}", 'b/c'],
  ["{{ zuul.project.name | replace('/', '-') }}", 'a-b-c'],
  ["{{ zuul.tag | default(zuul.branch) | replace('/', '-') }}", 'wmf-1.2'],
  ['{{ (zuul.change | string)[-2:] }}/{{ (zuul.change | string)[:3] }}', '45/123'],
  ["{{ zuul.newrev | default('0' * 40) }}", '0'.repeat(40)],
  ["{{ 'x-' ~ zuul.project.short_name ~ '-y' }}", 'x-c-y'],
  ["{{ missing | default('it\\'s') }}", "it's"],
  ['{{ own }}', 'x'],
  ["{{ '' if 'b/' in zuul.project.name else 'z' }}", ''],
  ["{{ (zuul.branch if zuul.change is defined else '') }}", 'wmf/1.2'],
];

for (const [text, expected] of CASES) test(`Jinja: ${text}`, (t) => t.is(renderJinja(text, NAMES), expected));

for (const text of ['{{ missing }}', '{{ a.b( }}', "{{ 'x' | upper }}", '{{ zuul.project }}', '{{ 1 + 2 }}', '{{ x']) {
  test(`Jinja that is not understood, or none: ${text}`, (t) => {
    if (text.endsWith('}}')) t.throws(() => renderJinja(text, NAMES), { instanceOf: NotUnderstood });
    else t.is(renderJinja(text, NAMES), text);
  });
}

test('a variable that refers to itself is told', (t) => {
  t.throws(() => renderJinja('{{ loop }}', { loop: '{{ loop }}' }), { instanceOf: NotUnderstood });
});
