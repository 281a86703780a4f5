/** Declarative pipelines under real Ansible: what the steps leave, in order and under their conditions, as Jenkins would. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { needsAlone, program } from '../roles/ansible.js';
import { longTest } from './long-test.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'zuulshift-pipeline-'));
const env = { ...process.env };
const ansible = program('ansible-playbook');
if (ansible?.includes('/')) env['ZUULSHIFT_ANSIBLE'] = dirname(ansible);

test.after.always(() => rmSync(work, { recursive: true, force: true }));

interface Ran {
  readonly status: number | null;
  readonly text: string;
}

function run(command: string, args: readonly string[], cwd: string): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env, maxBuffer: 1 << 26 });
  return { status, text: stdout + stderr };
}

const zuulshift = (...args: string[]): Ran => run(process.execPath, ['--import=tsx', 'src/cli/main.ts', ...args], root);

/** Converts a Jenkinsfile, and runs it as a job for a repository that holds it. */
function runPipeline(name: string, jenkinsfile: string): Ran & { files(...paths: string[]): Record<string, string> } {
  const repository = join(work, 'src', name);
  mkdirSync(repository, { recursive: true });
  writeFileSync(join(repository, 'Jenkinsfile'), jenkinsfile);
  writeFileSync(join(repository, 'tide.txt'), 'mine\n');
  for (const words of ['init -q -b main', 'add .', 'commit -q -m change']) {
    const made = run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words.split(' ')], repository);
    if (made.status !== 0) throw new Error(made.text);
  }
  const tree = join(work, 'tree', name);
  const converted = zuulshift('convert', '--jenkinsfile', join(repository, 'Jenkinsfile'), '--out', tree);
  if (converted.status !== 0) throw new Error(converted.text);
  const workspace = join(work, 'run', name);
  const words = ['--converted', tree, '--project', repository, '--workspace', workspace, '--container-runner', 'echo'];
  const textOf = (path: string): string => {
    const whole = join(workspace, 'work/workspace', path);
    return existsSync(whole) ? readFileSync(whole, 'utf8').trim() : '-';
  };
  return {
    ...zuulshift('run-job', name, ...words),
    files: (...paths) => Object.fromEntries(paths.map((path) => [path, textOf(path)])),
  };
}

const GREEN = `def team = 'harbour'
pipeline {
  agent any
  parameters { string(name: 'WORD', defaultValue: 'tide') }
  environment { GREETING = "hello-\${params.WORD}-\${team}" }
  options { timeout(time: 10, unit: 'MINUTES') }
  stages {
    stage('Build') {
      environment { MODE = 'release' }
      steps {
        sh '''
          test -f tide.txt
          mkdir -p out
          echo "$MODE $GREETING" > out/mode.txt
        '''
        dir('sub') {
          sh 'basename "$PWD" > here.txt; basename "$WORKSPACE" >> here.txt'
          writeFile file: 'a/b.txt', text: "it's \${MODE}\\n"
        }
        retry(3) { sh 'n=$(cat n 2>/dev/null || echo 0); echo $((n + 1)) > n; test $n -ge 2' }
        retry(3) {
          sh 'echo x >> tries'
          sh 'test $(wc -l < tries) -ge 2'
        }
        timeout(time: 30, unit: 'SECONDS') { sh 'echo quick > quick.txt' }
        withEnv(['A=b', "C=\${env.MODE}/x"]) { sh 'echo "$A $C" > env.txt' }
        script {
          def version = sh(script: 'echo 1.2.3', returnStdout: true).trim()
          if (version ==~ /1\\.\\d+\\.\\d+/ && env.MODE == 'release') {
            sh "echo 'v \${version}' > version.txt"
          } else {
            error 'no'
          }
          env.CHANNEL = "next-\${version}"
        }
        sh 'echo $CHANNEL > channel.txt'
        catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { sh 'exit 1' }
        stash name: 'outs', includes: 'out/**,*.txt', excludes: 'quick.txt'
        dir('other') {
          unstash 'outs'
          sh 'ls *.txt out > ../list'
        }
      }
      post {
        success { sh 'echo success > after.txt' }
        failure { sh 'echo failure > after.txt' }
      }
    }
    stage('Skipped') {
      when { expression { env.GREETING == 'bye' } }
      steps { error 'must not run' }
      post { always { sh 'touch must-not-be-there' } }
    }
    stage('Cells') {
      matrix {
        axes {
          axis {
            name 'A'
            values '1', '2'
          }
          axis {
            name 'B'
            values 'x', 'y'
          }
        }
        excludes {
          exclude {
            axis {
              name 'A'
              values '1'
            }
            axis {
              name 'B'
              values 'y'
            }
          }
        }
        stages { stage('Cell') { steps { sh "echo \${A}\${B} >> cells.txt" } } }
      }
    }
  }
  post {
    success { sh 'echo "good $GREETING" > post.txt' }
    failure { sh 'echo bad > post.txt' }
  }
}
`;

needsAlone('ansible-playbook')('a pipeline that passes leaves what its steps made', async (t) => {
  await longTest(t);
  const { status, text, files } = runPipeline('green', GREEN);
  t.is(status, 0, text);
  const expected = {
    'out/mode.txt': 'release hello-tide-harbour',
    'sub/here.txt': 'sub\nworkspace',
    'sub/a/b.txt': "it's release",
    n: '3',
    tries: 'x\nx',
    'quick.txt': 'quick',
    'env.txt': 'b release/x',
    'version.txt': 'v 1.2.3',
    'channel.txt': 'next-1.2.3',
    list: 'channel.txt\nenv.txt\ntide.txt\nversion.txt\n\nout:\nmode.txt',
    'after.txt': 'success',
    'cells.txt': '1x\n2x\n2y',
    'post.txt': 'good hello-tide-harbour',
    'must-not-be-there': '-',
  };
  t.deepEqual(files(...Object.keys(expected)), expected);
});

const TESTS = `
    stage('Tests') {
      steps {
        writeFile file: 'report.xml', text: """<testsuite tests='1' failures='1'>
          <testcase classname='a' name='b'><failure message='c'/></testcase>
        </testsuite>"""
        junit 'report.xml'
        sh 'echo on > after-junit.txt'
      }
    }
`;

const BREAKS = `
    stage('Breaks') {
      steps {
        sh 'echo one > one.txt'
        sh 'exit 3'
        sh 'touch must-not-be-there'
      }
      post {
        always { sh 'echo always >> after.txt' }
        success { sh 'echo success >> after.txt' }
        failure { sh 'echo failure >> after.txt' }
        cleanup { sh 'echo cleanup >> after.txt' }
      }
    }
`;

const pipeline = (stages: string): string => `pipeline {
  agent any
  stages {
${stages}
    stage('Later') { steps { sh 'echo ran > later.txt' } }
  }
  post {
    failure { sh 'echo bad > post.txt' }
    success { sh 'echo good > post.txt' }
  }
}
`;

needsAlone('ansible-playbook')(
  'a pipeline that fails stops where Jenkins stopped, and tells it afterwards',
  async (t) => {
    await longTest(t);
    const { status, text, files } = runPipeline('red', pipeline(TESTS + BREAKS));
    t.is(status, 1, text);
    const expected = {
      'after-junit.txt': 'on',
      'one.txt': 'one',
      'after.txt': 'always\nfailure\ncleanup',
      'post.txt': 'bad',
      'later.txt': '-',
      'must-not-be-there': '-',
    };
    t.deepEqual(files(...Object.keys(expected)), expected);
  },
);

needsAlone('ansible-playbook')('failed tests alone fail the build at its end, after all of its stages', async (t) => {
  await longTest(t);
  const { status, text, files } = runPipeline('yellow', pipeline(TESTS));
  t.is(status, 1, text);
  const expected = { 'after-junit.txt': 'on', 'later.txt': 'ran', 'post.txt': 'bad' };
  t.deepEqual(files(...Object.keys(expected)), expected);
});
