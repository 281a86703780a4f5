import test from 'ava';
import { scriptStep } from '../../../src/convert/elements/script.js';
import { scriptName } from '../../../src/convert/elements/script-name.js';
import { parseXml } from '../../../src/read/jenkins/parse-xml.js';

const AT = parseXml('<hudson.tasks.Shell/>', 'config.xml');

function commandOf(body: string): readonly string[] | undefined {
  return scriptStep(body, '/bin/sh', AT)?.command;
}

test('the first two characters decide about the interpreter', (t) => {
  t.deepEqual(commandOf('echo'), ['/bin/sh', '-xe']);
  t.deepEqual(commandOf('#!/bin/bash\necho'), ['/bin/bash']);
  t.deepEqual(commandOf('#! /usr/bin/env  python3 -u \nprint()'), ['/usr/bin/env', 'python3', '-u']);
  t.deepEqual(commandOf('\n#!/bin/bash\necho'), ['/bin/sh', '-xe']);
  t.deepEqual(commandOf(' #!/bin/bash\necho'), ['/bin/sh', '-xe']);
  t.deepEqual(commandOf('#!\necho'), ['/bin/sh', '-xe']);
  t.deepEqual(commandOf('#!/bin/sh'), ['/bin/sh']);
});

test('the body is kept but for CR LF', (t) => {
  const body = '#!/bin/sh\r\r\n\techo "{{ x }}"  \r\n\r\ncat <<E\nü\rx\nE';
  t.is(scriptStep(body, '/bin/sh', AT)?.body, '#!/bin/sh\n\techo "{{ x }}"  \n\ncat <<E\nü\rx\nE');
});

test('a body of blanks does nothing', (t) => {
  t.is(scriptStep(' \n\t\n', '/bin/sh', AT), undefined);
});

test('the file is called what it is', (t) => {
  const endings = {
    '/usr/bin/env bash -e': 'sh',
    'c:\\cygwin\\bin\\bash.exe': 'sh',
    '/usr/bin/python2.7': 'py',
    '/opt/x': 'script',
  };
  for (const [interpreter, extension] of Object.entries(endings)) {
    const quoted = interpreter.replaceAll('\\', '\\\\');
    t.is(scriptStep(`#!${quoted}\n1`, '/bin/sh', AT)?.extension, extension, interpreter);
  }
});

test('scripts are named after what they run', (t) => {
  t.is(scriptName('set -eux\nmkdir -p log\nexec sudo docker run x', 'sh'), 'Run docker');
  t.is(scriptName('mkdir -m 2777 log\nchmod 2777 src', 'sh'), 'Run mkdir and chmod');
  t.is(scriptName('helper() {\n  true\n}\nA=1 ./ci/build.sh && helper\nhelper', 'sh'), 'Run build.sh');
  t.is(scriptName('cat > x <<EOF\nnpm test\nEOF\n', 'sh'), 'Run cat');
  t.is(scriptName('# nothing\nexport A=1', 'sh'), 'Run a shell script');
  t.is(scriptName('print()', 'py'), 'Run a Python script');
});
