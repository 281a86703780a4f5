import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { serviceCall } from '../../src/convert/elements/service-call.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { together } from '../../src/convert/elements/together.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Words of the plugin for kinds of content. Source: HTTP Request plugin, MimeType. */
const TYPES: Readonly<Record<string, string>> = {
  TEXT_HTML: 'text/html',
  TEXT_PLAIN: 'text/plain',
  TEXT_XML: 'text/xml',
  APPLICATION_FORM: 'application/x-www-form-urlencoded',
  APPLICATION_FORM_DATA: 'multipart/form-data',
  APPLICATION_JSON: 'application/json',
  APPLICATION_JSON_UTF8: 'application/json; charset=UTF-8',
  APPLICATION_TAR: 'application/x-tar',
  APPLICATION_ZIP: 'application/zip',
  APPLICATION_OCTETSTREAM: 'application/octet-stream',
  APPLICATION_XML: 'application/xml',
};

/** Sends one HTTP request; its answer may fail the build. Source: HTTP Request plugin, HttpRequest. */
export default defineConverter({
  element: 'jenkins.plugins.http_request.HttpRequest',
  section: 'builders',
  plugin: 'http_request',
  summary: 'Sends an HTTP request, whose answer may fail the build',
  becomes: 'role call-service',
  grade: 'approximate',
  findings: {
    login:
      'The login is a placeholder: encrypt user name and password with zuul-client encrypt and put them into the secret.',
    parameters:
      "All parameters of a build went along. Here those go that the job defines, not those that Zuul's items bring.",
    proxy: 'The node reaches the network in its own way: set https_proxy for it where it needs one.',
    upload: 'A file was sent as a part of a form: send it with curl --form.',
    quiet: 'It only says how much Jenkins printed or how it read the answer.',
    codes: 'These are no numbers, so that the plugin refused the step: every status below 400 is fine here.',
  },
  convert(input, notes) {
    const read = (name: string): string => input.textOf(name).trim();
    const login = input.child('authentication');
    const credential = read('authentication');
    if (login !== undefined && credential !== '') notes.needsHuman('login', login, `(${credential})`);
    const proxies = [input.child('httpProxy'), input.child('proxyAuthentication')];
    together(
      proxies.filter((field) => field !== undefined && field.text().trim() !== ''),
      'approximated',
      (at) => notes.approximated('proxy', at),
    );
    const upload = input.child('uploadFile');
    if (upload !== undefined && upload.text().trim() !== '') notes.needsHuman('upload', upload);
    together(
      ['quiet', 'responseHandle', 'useSystemProperties', 'multipartName', 'wrapAsMultipart', 'useNtlm'].map((name) =>
        input.child(name),
      ),
      'dropped',
      (at) => notes.dropped('quiet', at),
    );
    const passes = input.booleanOf('passBuildParameters');
    if (passes) notes.approximated('parameters', input.need('passBuildParameters'));
    const accepted = read('validResponseCodes');
    const codes = codesOf(accepted);
    if (codes === undefined) notes.approximated('codes', input.need('validResponseCodes'));
    const method = read('httpMode') || 'GET';
    const timeout = input.child('timeout')?.integer() ?? 0;
    const options: Record<string, Value | undefined> = {
      url: expandMacros(read('url')),
      method: method === 'GET' ? undefined : method,
      headers: headersOf(input),
      body: expandMacros(input.textOf('requestBody')),
      parameters: passes ? parametersOf(input) : undefined,
      timeout: timeout > 0 ? timeout : undefined,
      insecure: input.booleanOf('ignoreSslErrors') || undefined,
      print_body: input.booleanOf('consoleLogResponseBody') || undefined,
      output_file: expandMacros(read('outputFile')),
      valid_codes: accepted === '' ? undefined : codes,
      valid_content: expandMacros(read('validResponseContent')),
    };
    const secret =
      credential === '' ? undefined : stepSecret(credential, { username: 'username', password: 'password' }, input);
    return {
      ...(secret !== undefined && { secrets: [secret.use] }),
      run: [serviceCall('Send an HTTP request', 'http', options, secret, input)],
    };
  },
});

function headersOf(input: Element): Record<string, Value> {
  const headers: Record<string, Value> = {};
  for (const [header, field] of [
    ['Content-Type', 'contentType'],
    ['Accept', 'acceptType'],
  ] as const) {
    const type = TYPES[input.textOf(field).trim()];
    if (type !== undefined) headers[header] = type;
  }
  for (const pair of input.child('customHeaders')?.children() ?? []) {
    headers[pair.textOf('name').trim()] = expandMacros(pair.textOf('value').trim());
  }
  return headers;
}

/** `100:399`, `200,301:302` → pairs of the first and the last that are fine. */
function codesOf(text: string): readonly (readonly number[])[] | undefined {
  const pairs = text.split(',').map((part) => part.split(':').map((code) => Number(code.trim() || 'x')));
  if (text === '') return [];
  const isFine = pairs.every((pair) => pair.length <= 2 && pair.every((code) => Number.isInteger(code)));
  return isFine ? pairs.map((pair) => [pair[0]!, pair.at(-1)!]) : undefined;
}

/** Parameters that the job defines, with their values in the build. */
function parametersOf(input: Element): Record<string, Value> {
  let root = input;
  while (root.parent !== undefined) root = root.parent;
  const found: Record<string, Value> = {};
  root.walk((element) => {
    if (element.name !== 'parameterDefinitions') return;
    for (const definition of element.elements) {
      const name = definition.child('name')?.rawText.trim() ?? '';
      if (name !== '') found[name] = expandMacros(`\${${name}}`);
    }
  });
  return found;
}
