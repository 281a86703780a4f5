import test from 'ava';
import { jinjaText } from '../src/model/value.js';

test('literal text keeps its braces inside a template', (t) => {
  t.is(jinjaText('${#files[@]} {{.Id}} {% x'), "${{ '{' }}#files[@]} {{ '{' }}{.Id}} {{ '{' }}% x");
  t.is(jinjaText('${plain} { } }}'), '${plain} { } }}');
});
