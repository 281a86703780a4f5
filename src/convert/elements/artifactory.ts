import type { Element } from '../../read/jenkins/element.js';
import { shellWord } from './tool-call.js';

/** Shell commands; absent where there is nothing to do. */
export interface ArtifactoryScripts {
  readonly download?: string;
  readonly upload?: string;
}

/**
 * Calls of the JFrog command line for the generic configuration of the Artifactory plugin. Files are named by a specification in
 * JSON, or by lines `from=>to`. Source: Artifactory plugin, ArtifactoryGenericConfigurator; JFrog CLI manual, `jf rt`.
 *
 * @param server Holds `artifactoryUrl` and the repository.
 */
export function artifactoryScripts(input: Element, server: Element): ArtifactoryScripts {
  const bySpec = input.booleanOf('useSpecs');
  const url = (input.child('resolverDetails') ?? server).textOf('artifactoryUrl').trim();
  const login = `--url ${shellWord(server.textOf('artifactoryUrl').trim() || url)} --user "$ARTIFACTORY_USER" --password "$ARTIFACTORY_PASSWORD"`;
  const properties = [input.textOf('matrixParams'), input.textOf('deploymentProperties')]
    .map((text) => text.trim())
    .find((text) => text !== '');
  const props = properties === undefined ? '' : ` --props ${shellWord(properties.replaceAll(/\s*\n\s*/g, ';'))}`;
  const record = input.booleanOf('deployBuildInfo');
  const name = input.booleanOf('overrideBuildName') ? input.textOf('customBuildName').trim() : '';
  const build = record ? ` --build-name ${shellWord(name || '$JOB_NAME')} --build-number "$BUILD_NUMBER"` : '';
  const publish = record
    ? [
        ...(input.booleanOf('includeEnvVars')
          ? [`jf rt build-collect-env ${shellWord(name || '$JOB_NAME')} "$BUILD_NUMBER"`]
          : []),
        `jf rt build-publish ${login}${patterns(input)} ${shellWord(name || '$JOB_NAME')} "$BUILD_NUMBER"`,
      ]
    : [];
  const downloads = bySpec
    ? specification('download', input.child('downloadSpec'), `${login}${build}`)
    : pairs(input.textOf('resolvePattern')).map(
        ([from, to]) =>
          `jf rt download ${login}${build} ${shellWord(from.replace(':', '/'))} ${shellWord(asFolder(to))}`,
      );
  const repository = repositoryOf(server);
  const uploads = bySpec
    ? specification('upload', input.child('uploadSpec'), `${login}${build}${props}`)
    : pairs(input.textOf('deployPattern')).map(
        ([from, to]) =>
          `jf rt upload ${login}${build}${props} ${shellWord(from)} ${shellWord(`${repository}/${asFolder(to)}`)}`,
      );
  return {
    ...(downloads.length > 0 && { download: `${downloads.join('\n')}\n` }),
    ...(uploads.length > 0 && { upload: `${[...uploads, ...publish].join('\n')}\n` }),
  };
}

/** Variables that go into the record of the build. */
function patterns(input: Element): string {
  const list = input.child('envVarsPatterns');
  const option = (name: string, field: string): string => {
    const text = list?.textOf(field).trim() ?? '';
    return text === '' ? '' : ` ${name} ${shellWord(text.replaceAll(/\s*,\s*/g, ';'))}`;
  };
  return `${option('--env-include', 'includePatterns')}${option('--env-exclude', 'excludePatterns')}`;
}

function repositoryOf(server: Element): string {
  const list = server.child('deployReleaseRepository') ?? server.child('deploySnapshotRepository');
  return (list?.textOf('keyFromText').trim() || list?.textOf('keyFromSelect').trim()) ?? '';
}

function specification(command: string, field: Element | undefined, options: string): readonly string[] {
  const text = (field?.child('spec') ?? field)?.text().trim() ?? '';
  if (text === '') return [];
  return [
    `cat >"$HOME/${command}.json" <<'END'`,
    text,
    'END',
    `jf rt ${command} ${options} --spec "$HOME/${command}.json"`,
  ];
}

/** Lines, or parts between commas: `pattern=>folder`. */
function pairs(text: string): readonly (readonly [string, string])[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [from = '', to = ''] = line.split('=>').map((part) => part.trim());
      return [from, to];
    });
}

function asFolder(path: string): string {
  return path === '' || path.endsWith('/') ? path : `${path}/`;
}
