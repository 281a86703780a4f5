import fc from 'fast-check';
import { makeWord, type Piece } from '../../../src/convert/shell/jinja-value.js';
import { playbookValue } from '../../../src/write/playbooks/values.js';
import { yamlFile } from '../../../src/write/yaml/yaml-file.js';
import { needs, onNode } from './ansible.js';

const withAnsible = needs('ansible-playbook');

const ENV: Readonly<Record<string, string>> = {
  PLAIN: 'x y',
  JSON: '{"a": 1}',
  LIST: '[\'x\', "y"]',
  MARKS: '{{ z }} {% if %} {# #}',
  ODD: 'it\'s "odd" \\ \\n\r\n',
  EMPTY: '',
  TRUE: 'True',
};

const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'ab1 _-/:=,.') },
  { weight: 4, arbitrary: fc.constantFrom(...'{}[]%#\'"\\\n\r\t|~()$é✓') },
);
const text = fc.array(character, { minLength: 1, maxLength: 8 }).map((all) => all.join(''));
const piece: fc.Arbitrary<Piece> = fc.oneof(
  text,
  fc
    .constantFrom(...Object.keys(ENV))
    .map((name) => ({ code: `jenkins_env.${name}`, mayBeEmpty: true, mayLookLikeData: true })),
);

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((one) => (typeof one === 'string' ? one : (ENV[one.code.slice('jenkins_env.'.length)] ?? '')))
    .join('');
}

withAnsible('templates of words give, under real Ansible, exactly the text of the words', (t) => {
  const words = fc.sample(fc.array(piece, { minLength: 1, maxLength: 4 }), { numRuns: 400, seed: 1 });
  onNode((node) => {
    const task = {
      debug: { var: 'words' },
      vars: { words: words.map((pieces) => playbookValue(makeWord(pieces).value)) },
    };
    const given = Object.entries(ENV).map(([name, value]) => [name, { __ansible_unsafe: value }]);
    const result = node.play(yamlFile([], [{ value: task }]), { jenkins_env: Object.fromEntries(given) as object });
    t.is(result.status, 0, result.text.slice(0, 2000));
    const found = (result.tasks[0]?.['words'] ?? []) as unknown[];
    for (const [index, pieces] of words.entries())
      t.is(asArgument(found[index]), textOf(pieces), JSON.stringify(makeWord(pieces).value));
  });
});

/** Truth values are the only texts that come out as something else, and are the same text again as an argument. */
function asArgument(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
