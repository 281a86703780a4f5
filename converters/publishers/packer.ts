import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Makes an image after the build. Source: Packer plugin, PackerPublisher; Packer manual, command build. */
export default defineConverter({
  element: 'biz.neustar.jenkins.plugins.packer.PackerPublisher',
  section: 'publishers',
  plugin: 'packer',
  summary: 'Runs Packer after the build',
  becomes: 'a script that calls packer in post-run; a secret for what Jenkins kept',
  grade: 'needs-human',
  findings: {
    template:
      "The template stands in Jenkins' global settings: put its text into the secret, encrypted with zuul-client encrypt.",
    files:
      'The text of this file may hold a secret: put it into the secret of the job, encrypted with zuul-client encrypt.',
    installation: 'Which Packer it takes is a matter of the node.',
  },
  convert(input, notes) {
    const mode = input.textOf('templateMode', 'global').trim();
    const installation = input.child('name');
    const lines: string[] = ['folder=$(mktemp -d)', `trap 'rm -rf "$folder"' EXIT`];
    const environment: Record<string, Value> = {};
    const secrets: SecretUse[] = [];
    let template = input.textOf('jsonTemplate').trim();
    if (mode === 'global') {
      const secret = stepSecret(
        `packer-${installation?.rawText.trim() ?? 'template'}`,
        { PACKER_TEMPLATE: 'content' },
        input,
      );
      notes.needsHuman('template', oneLeaf(input, installation));
      secrets.push(secret.use);
      Object.assign(environment, secret.variables);
      lines.push(`printf '%s\\n' "$PACKER_TEMPLATE" >"$folder/template.json"`);
    } else if (mode === 'text') {
      lines.push(...textLines(input.textOf('jsonTemplateText')));
    }
    for (const name of ['jsonTemplate', 'jsonTemplateText']) {
      if ((mode === 'file') !== (name === 'jsonTemplate') || mode === 'global') input.child(name)?.judgeAll('dropped');
    }
    if (mode !== 'file') template = '';
    const files = (input.child('fileEntries')?.children() ?? []).map((entry, index) =>
      fileOf(entry, index, (at) => notes.needsHuman('files', at)),
    );
    for (const file of files) {
      secrets.push(file.secret.use);
      Object.assign(environment, file.secret.variables);
      lines.push(file.line);
    }
    const options = [...(input.booleanOf('useDebug') ? ['-debug'] : []), ...tokenize(input.textOf('params'))];
    const folder = input.textOf('changeDir').trim();
    if (folder !== '') lines.push(`cd ${shellWord(folder)}`);
    const variables = files.map(({ option }) => ` ${option}`).join('');
    const which = template === '' ? '"$folder/template.json"' : shellWord(template);
    lines.push(
      `packer build ${options.length === 0 ? '' : `${commandLine(options)} `}-color=false${variables} ${which}`,
    );
    leaveOutRest(input, (first) => notes.dropped('installation', first));
    const step = shellStep({ name: 'Run Packer', lines, environment, quiet: true }, input);
    return { ...(secrets.length > 0 && { secrets }), post: [{ ...step, when: [SUCCEEDED] }] };
  },
});

function textLines(text: string): string[] {
  return [`cat >"$folder/template.json" <<'TEMPLATE'`, text.trimEnd(), 'TEMPLATE'];
}

/** A file that Packer finds by a variable. */
function fileOf(entry: Element, index: number, raise: (at: Element) => void) {
  const name = entry.textOf('varFileName').trim();
  const contents = entry.child('contents');
  raise(contents ?? entry);
  const variable = `PACKER_FILE_${String(index + 1)}`;
  const path = `"$folder/file-${String(index + 1)}"`;
  return {
    secret: stepSecret(`packer-${name}`, { [variable]: 'content' }, entry),
    line: `printf '%s\\n' "$${variable}" >${path}`,
    option: `-var ${shellWord(`${name}=`)}${path}`,
  };
}
