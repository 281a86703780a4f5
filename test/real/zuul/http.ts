import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * One request on a connection of its own. `fetch` would keep connections, and one that the server closes meanwhile fails the
 * next request.
 *
 * @param body sent as JSON by POST; absent: GET
 */
export function http(url: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const call = request(url, { method, agent: false, headers: { ...type, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }));
      answer.on('error', reject);
    });
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
