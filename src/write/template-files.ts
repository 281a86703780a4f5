import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OutputFile } from '../model/output-file.js';

/**
 * The files of a folder of templates as they are, below `target` in the output, sorted by path. YAML files get the header
 * that all our files have.
 *
 * @param from folder, with a slash at its end
 */
export function templateFiles(from: URL, target: string, header: readonly string[]): OutputFile[] {
  const root = fileURLToPath(from);
  const files: OutputFile[] = [];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    const below = path.slice(root.length).replaceAll('\\', '/').replace(/^\//, '');
    const content = readFileSync(path);
    files.push({
      path: `${target}/${below}`,
      content: /\.ya?ml$/.test(below) ? withHeader(content.toString('utf8'), header) : content,
    });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function withHeader(text: string, header: readonly string[]): string {
  const comment = header.map((line) => `# ${line}\n`).join('');
  return comment + (comment === '' || text.startsWith('---') ? '' : '\n') + text;
}
