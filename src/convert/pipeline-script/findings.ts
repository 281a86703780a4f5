/** Findings about declarative pipelines, for the definition of the converter of pipeline jobs. */
export const PIPELINE_FINDINGS = {
  unreadable: 'This cannot be read as Groovy: mend it, or write the tasks of the run playbook.',
  step: 'Nothing stands for this step: write it as a task in place of the one that fails.',
  groovy: 'This is Groovy beyond steps and simple conditions: write it as tasks in place of the one that fails.',
  library:
    'Steps that come from this library are not known here: each of them that is used is a task that fails. Write those.',
  condition: 'Nothing in Zuul answers this condition: decide when the steps shall run.',
  windows:
    'This is a script for Windows, and the roles here work on Linux: write a task with win_shell for a Windows node.',
  agent:
    'Nothing stands for this agent: give the job a nodeset with what the steps need, then take out the task that fails.',
  'docker-agent':
    'Jenkins kept one container for all steps. Here each script has a container of its own: what a script changes outside of the workspace is gone afterwards.',
  'stage-agent':
    'Jenkins went to another node for this stage. A Zuul job keeps its nodes: the stage runs on the same one, in the same workspace.',
  'custom-workspace': 'Jenkins used a folder of its own; here every build starts with an empty workspace.',
  tools:
    'Jenkins put this tool into PATH: install it on the node, or with a role of zuul-jobs (ensure-java, ensure-nodejs, …) in pre-run.',
  'in-turn':
    'Jenkins ran these at the same time. Here they run one after the other, and the first that fails ends them.',
  'post-history': 'Zuul does not know how the build before ended: these steps run after every build with this result.',
  'post-unstable':
    'Zuul knows success and failure only, and an unstable build is a failure: these steps run after each.',
  'post-never': 'Zuul runs nothing after a build that was cancelled or did not start: left out.',
  bookkeeping: 'Only matters for how Jenkins shows, keeps or restarts builds: left out.',
  option: 'Nothing stands for this option: check whether the job needs it.',
  parameter: 'Nothing stands for a parameter of this kind: set the variable in the job.',
  trigger: 'Nothing stands for this trigger: attach the job to a pipeline.',
  credential:
    'The credential is a placeholder: encrypt its value with zuul-client encrypt and put it into the secret. Zuul gives secrets only to jobs that run after review.',
  'branch-build':
    'Jenkins had a job for each branch and change. Here a build of a branch is one without a change, and BRANCH_NAME of a change is PR- and its number.',
  'changed-files':
    'Jenkins looked at all changes since the last build. Here it is what the checked-out commit changed.',
  inserted:
    'Jenkins put this value into the text of the script. Here the shell does: quotes and operators in the value are no longer read as shell.',
  captured: 'The output of a script as a variable: here it is one line, and later steps find it in their environment.',
  message: 'Only Groovy can work out what this message says: the text is printed as it is written.',
  input: 'Zuul asks nobody in the middle of a job: put what follows into a pipeline that an approval starts.',
  lock: 'Jenkins held the lock for these steps only; here the job holds the semaphore from its start to its end.',
  chat: 'Zuul does not talk to chats: tell the people there, or let a bot follow Gerrit or an MQTT reporter.',
  mail: 'No mail is sent: Zuul sends it per pipeline. Give the job a pipeline with an smtp reporter, or tell the recipients.',
  'each-limit': 'The limit holds for each script in it by itself, and for nothing else in it.',
  'unused-workspace': 'Every build starts with an empty workspace on a node that is used once: left out.',
  argument: 'This value of the step has no counterpart: check whether the job needs it.',
} as const;

export type PipelineCode = keyof typeof PIPELINE_FINDINGS;
