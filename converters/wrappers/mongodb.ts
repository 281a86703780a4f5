import { defineConverter } from '../../src/convert/converter.js';
import { namedToolStep, TOOL_FINDING } from '../../src/convert/elements/tool-steps.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import type { ScriptStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const PORT = '27017';
const FOLDER = '$WORKSPACE/data/db';
const MILLISECONDS = 1000;
/** MongoBuildWrapper waits that long unless told otherwise. */
const WAIT_SECONDS = 15;

/** MongoDB plugin: a server with an empty database around the builders. Source: MongoBuildWrapper. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.mongodb.MongoBuildWrapper',
  section: 'wrappers',
  plugin: 'mongodb',
  summary: 'Starts MongoDB for the steps, and stops it',
  becomes: 'Steps that start and stop mongod, around the builders',
  grade: 'approximate',
  findings: { tool: TOOL_FINDING },
  convert(input, notes) {
    const name = input.textOf('mongodbName').trim();
    const folder = input.textOf('dbpath').trim() || FOLDER;
    const port = input.textOf('port').trim() || PORT;
    const words = tokenize(input.textOf('parameters')).map(shellWord).join(' ');
    const wait = Math.ceil((input.child('startTimeout')?.integer() ?? 0) / MILLISECONDS) || WAIT_SECONDS;
    if (name !== '') notes.approximated('tool', input.need('mongodbName'), `(MongoDB ${name})`);
    const path = shellWord(folder);
    const start = `rm -rf -- ${path}
mkdir -p -- ${path}
nohup mongod --dbpath ${path} --port ${shellWord(port)}${words === '' ? '' : ` ${words}`} </dev/null >"$HOME/mongod.log" 2>&1 &
echo $! >"$HOME/mongod.pid"
for second in $(seq ${String(wait)}); do
  if grep -qi 'waiting for connections' "$HOME/mongod.log"; then exit 0; fi
  sleep 1
done
cat "$HOME/mongod.log"
exit 1
`;
    const tool = name === '' ? [] : [namedToolStep({ name, programs: ['mongod'] }, input)];
    return {
      setUp: [...tool, script('Start MongoDB', start, input)],
      after: [
        script('Stop MongoDB', 'if [ -e "$HOME/mongod.pid" ]; then kill "$(cat "$HOME/mongod.pid")"; fi\n', input),
      ],
    };
  },
});

function script(name: string, body: string, at: Element): ScriptStep {
  return { kind: 'script', name, at: at.at, body, command: ['/bin/sh', '-e'], extension: 'sh' };
}
