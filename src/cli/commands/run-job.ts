import { Option } from 'commander';
import type { AddCommand } from '../command.js';
import type { RunJobOptions } from '../run-job-command.js';

/** `zuulshift run-job`: one converted job on this machine, as Zuul would run it. */
export const addRunJob: AddCommand = (program, io, done) => {
  program
    .command('run-job')
    .description('run one converted job on this machine as Zuul would, with the Ansible that is installed here')
    .argument('<name>', 'name of the job')
    .requiredOption('--converted <dir>', 'the converted tree, or any other tree with zuul.yaml or zuul.d/')
    .option(
      '--project <project>',
      'what the job runs for: a project of the tree, or the path of a local Git repository',
    )
    .option('--branch <branch>', 'branch of the project (default: what the repository has checked out, else master)')
    .option('--pipeline <pipeline>', 'pipeline (default: the first in which the project has the job)')
    .option('--repository <name=path...>', 'local Git repositories in place of required projects; others are empty')
    .option('--secrets <file>', 'values of encrypted secrets: a YAML file, name of the secret to its fields')
    .option('--workspace <dir>', 'folder for everything of the run, emptied first (default: a new temporary folder)')
    .addOption(
      new Option('--container-runner <runner>', 'who answers docker: docker, podman, or echo, which prints the calls')
        .choices(['docker', 'podman', 'echo'])
        .default('docker'),
    )
    .action(async (name: string, options: RunJobOptions) => {
      const { runJobCommand } = await import('../run-job-command.js');
      done(await runJobCommand(name, options, io));
    });
};
