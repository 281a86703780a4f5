import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { callAll, needs, onNode, type Outcome } from './ansible.js';

const withAnsible = needs('ansible-playbook');

/** Answers as the services do, in a process of its own: a play blocks this one. Prints its port, then each request. */
const SERVER = `
const { createServer } = require('node:http');
let polls = 0;
const answers = {
  'GET /ok': () => [200, 'all is fine'],
  'POST /echo': (request, body) => [201, [request.headers.authorization, request.headers['content-type'], body].join('|')],
  'GET /gone': () => [404, 'gone'],
  'POST /rest/api/2/search': () => [200, JSON.stringify({ issues: [{ key: 'A-1' }] })],
  'GET /rest/api/2/issue/A-1/transitions': () => [200, JSON.stringify({ transitions: [{ id: '7', name: 'Resolve' }] })],
  'POST /rest/api/2/issue/A-1/transitions': (request, body) => [body.includes('"7"') ? 204 : 400, ''],
  'POST /rest/api/2/issue/A-1/comment': () => [201, '{}'],
  'PUT /rest/api/2/issue/A-1': (request, body) => [body.includes('customfield_10') ? 204 : 400, ''],
  'POST /login': () => [200, JSON.stringify({ return: [{ token: 'T' }] })],
  'POST /': (request, body) => [200, JSON.stringify({ return: [body.includes('bad') ? { m: { result: false } } : { m: true }] })],
  'GET /crumbIssuer/api/json': () => [404, ''],
  'POST /job/a/job/b/buildWithParameters?token=T': (request, body) => [201, body, { Location: base() + '/queue/1/' }],
  'GET /queue/1/api/json': () => [200, JSON.stringify({ executable: { url: base() + '/job/b/5/' } })],
  'GET /job/b/5/api/json': () => [200, JSON.stringify({ result: polls++ === 0 ? null : 'FAILURE' })],
};
const base = () => 'http://127.0.0.1:' + server.address().port;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    const [status, text, headers] = (answers[request.method + ' ' + request.url] ?? (() => [500, 'unknown']))(request, body);
    response.writeHead(status, headers);
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

async function withServer<T>(run: (url: string) => T): Promise<T> {
  const server: ChildProcess = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(server.stdout!, 'data')) as [Buffer];
    return run(`http://127.0.0.1:${port.toString().trim()}`);
  } finally {
    server.kill();
  }
}

function calls(program: string, ...options: readonly Record<string, unknown>[]): Outcome[] {
  const secret = { username: 'user', password: 'secret:word', token: 'T' };
  return onNode((node) =>
    callAll(
      node,
      'call-service',
      options.map((one) => ({
        files: { 'p.properties': 'FILE=yes\n' },
        vars: { call_service_program: program, call_service_options: one, call_service_secret: secret },
      })),
    ),
  );
}

withAnsible('http: status, content, login and body', async (t) => {
  await withServer((url) => {
    const [fine, missing, allowed, content, echo] = calls(
      'http',
      { url: `${url}/ok`, valid_content: 'is fine', print_body: true },
      { url: `${url}/gone` },
      { url: `${url}/gone`, valid_codes: [[404, 404]] },
      { url: `${url}/ok`, valid_content: 'is bad' },
      { url: `${url}/echo`, method: 'POST', parameters: { A: 'b c' }, print_body: true },
    );
    t.deepEqual(
      [fine, missing, allowed, content, echo].map((one) => one!.isFine),
      [true, false, true, false, true],
    );
    t.true(fine!.stdout.includes('all is fine'));
    const login = Buffer.from('user:secret:word').toString('base64');
    t.true(echo!.stdout.includes(`Basic ${login}|application/x-www-form-urlencoded|A=b+c`), echo!.text);
  });
});

withAnsible('jira: a transition, a comment and a field for each issue that is found', async (t) => {
  await withServer((url) => {
    const [done, wrong] = calls(
      'jira',
      { url, jql: 'x', action: 'resolve', comment: 'c', field: '10', value: 'v', fail_on_error: true },
      { url, jql: 'x', field: 'summary', value: 'v', fail_on_error: true },
    );
    t.true(done!.isFine, done!.text);
    t.false(wrong!.isFine);
  });
});

withAnsible('salt: what a minion says decides', async (t) => {
  await withServer((url) => {
    const [good, bad] = calls('salt', { url, function: 'test.ping' }, { url, function: 'bad' });
    t.true(good!.isFine, good!.text);
    t.false(bad!.isFine);
  });
});

withAnsible('jenkins: the result of the other build decides, where it is waited for', async (t) => {
  await withServer((url) => {
    const job = { server: url, job: 'a/b', parameters: { A: '1' }, parameter_file: 'p.properties', interval: 0 };
    const [started, failed] = calls('jenkins', { ...job, wait: false }, job);
    t.true(started!.isFine, started!.text);
    t.false(failed!.isFine);
    t.true(failed!.text.includes('ended with FAILURE'), failed!.text);
  });
});
