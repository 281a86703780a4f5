/**
 * Options of `docker run` and whether they take a value. Docker reference, "docker container run", versions 1.13 to 29,
 * Windows options included; `podman run` shares them.
 */

const WITH_VALUE =
  'add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile ' +
  'cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems ' +
  'detach-keys device device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns ' +
  'dns-opt dns-option dns-search domainname entrypoint env env-file expose gpus group-add health-cmd health-interval ' +
  'health-retries health-start-interval health-start-period health-timeout hostname io-maxbandwidth io-maxiops ip ip6 ' +
  'ipc isolation kernel-memory label label-file link link-local-ip log-driver log-opt mac-address memory ' +
  'memory-reservation memory-swap memory-swappiness mount name net net-alias network network-alias oom-score-adj pid ' +
  'pids-limit platform publish pull restart runtime security-opt shm-size stop-signal stop-timeout storage-opt sysctl ' +
  'tmpfs ulimit user userns uts volume volume-driver volumes-from workdir';

const WITHOUT_VALUE =
  'detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet ' +
  'read-only rm sig-proxy tty use-api-socket';

const SHORT: Readonly<Record<string, string>> = {
  P: 'publish-all',
  a: 'attach',
  c: 'cpu-shares',
  d: 'detach',
  e: 'env',
  h: 'hostname',
  i: 'interactive',
  l: 'label',
  m: 'memory',
  p: 'publish',
  q: 'quiet',
  t: 'tty',
  u: 'user',
  v: 'volume',
  w: 'workdir',
};

export interface DockerOption {
  /** Long name without dashes. */
  readonly name: string;
  readonly takesValue: boolean;
}

const OPTIONS = new Map<string, DockerOption>([
  ...WITH_VALUE.split(' ').map((name) => [name, { name, takesValue: true }] as const),
  ...WITHOUT_VALUE.split(' ').map((name) => [name, { name, takesValue: false }] as const),
]);

/** The option of that long name (without dashes), if docker has it. */
export function longOption(name: string): DockerOption | undefined {
  return OPTIONS.get(name);
}

/** The option of that letter. */
export function shortOption(letter: string): DockerOption | undefined {
  const name = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
  return name === undefined ? undefined : OPTIONS.get(name);
}

/** Docker's spellings of truth values; Go's `strconv.ParseBool`. */
export function parseBoolean(text: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text) ? false : undefined;
}
