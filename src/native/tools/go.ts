import type { Recogniser } from '../recogniser.js';

/** `go test`, `go build`, `go vet`, of the packages below one path. zuul-jobs manual: Go Jobs. */
export const recogniser: Recogniser = {
  tool: 'go',
  parents: ['golang-go-test', 'golang-go'],
  source: 'https://zuul-ci.org/docs/zuul-jobs/go-jobs.html',
  prepares: (words) => words.join(' ') === 'go mod download',
  propose({ words: [program, command = '', ...packages], image }) {
    if (program !== 'go' || !/^(test|build|vet)$/.test(command)) return undefined;
    if (packages.length > 1 || packages.some((one) => one.startsWith('-'))) return undefined;
    const [only] = packages;
    const version = /(?:^|\/)(?:go|golang)[^/:]*[:-](\d+\.\d+(?:\.\d+)?)/.exec(image ?? '')?.[1];
    const changes = version === undefined ? ['say go_version: the job takes its own default otherwise'] : [];
    const vars = {
      ...(only === undefined ? {} : { go_package_dir: only }),
      ...(version === undefined ? {} : { go_version: version }),
    };
    if (command === 'test') return { parent: 'golang-go-test', vars, changes };
    return { parent: 'golang-go', vars: { go_command: command, ...vars }, changes };
  },
};
