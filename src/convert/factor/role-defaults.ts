import type { OwnDefaults } from './site-defaults.js';

/**
 * What roles of `templates/roles/` take where a call says nothing, as far as calls differ in it: the values of their
 * `defaults/main.yaml`. A call that must not get what the site has in common is given these.
 */
export const ROLE_DEFAULTS: OwnDefaults = {
  'docker-run': {
    docker_run_runtime: 'docker',
    docker_run_entrypoint: null,
    docker_run_command: [],
    docker_run_user: null,
    docker_run_workdir: null,
    docker_run_volumes: [],
    docker_run_tmpfs: [],
    docker_run_environment: {},
    docker_run_environment_exclude: null,
    docker_run_labels: {},
    docker_run_network: null,
    docker_run_memory: null,
    docker_run_shm_size: null,
    docker_run_security_opts: [],
    docker_run_init: false,
    docker_run_remove: false,
    docker_run_options: [],
    docker_run_require_directories: [],
    docker_run_step_environment: {},
    docker_run_mount_git_area: false,
  },
};
