/** A repository as Zuul knows it. */
export interface Repository {
  /** Kind of forge, as the drivers of Zuul are called; also the usual name of its connection. */
  readonly forge: 'gerrit' | 'github' | 'gitlab';
  readonly project: string;
}

const SCP = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/;

/**
 * Tells the project from the address of its repository: `https://gerrit.example.org/r/tools/x.git` is `tools/x`. Hosts of
 * GitHub and GitLab are known by their names, any other is taken for Gerrit's.
 *
 * @returns nothing for an address with variables or without a path.
 */
export function repositoryOf(url: string): Repository | undefined {
  const text = url.trim();
  if (text.includes('$') || text === '') return undefined;
  const scp = text.includes('://') ? null : SCP.exec(text);
  const [host, path] = scp === null ? hostAndPath(text) : [scp[1]!, scp[2]!];
  if (host === undefined || path === undefined) return undefined;
  const forge = /(^|\.)github\./.test(host) ? 'github' : /gitlab/.test(host) ? 'gitlab' : 'gerrit';
  const plain = path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
  // Gerrit serves repositories below /r and, for people with a login, /a; /p is the old place for the others.
  const project = forge === 'gerrit' ? plain.replace(/^(?:r\/)?(?:[ap]\/)?/, '') : plain;
  return project === '' ? undefined : { forge, project };
}

function hostAndPath(text: string): [string?, string?] {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?(\/.*)$/i.exec(text);
  return match === null ? [] : [match[1]!.toLowerCase(), match[2]!];
}
