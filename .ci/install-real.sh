#!/usr/bin/env bash
# Brings what the real tier needs to this machine, unless it is there: virtual environments below .cache/ with the very versions
# that .ci/pins/ names, and packages of the distribution. Says on its last line of standard error what it could not bring.
#
# Usage: install-real.sh PART...   with the parts ansible, zuul, executor-ansible, zookeeper, bubblewrap, node, job-builder, browser
set -u
cd "$(dirname "$0")/.." || exit 2
mkdir -p .cache
# Two runs at once must not install the same thing.
exec 9>.cache/install.lock
flock 9

# environment FOLDER PYTHON PINS: a virtual environment; remade when the pins or the Python have changed.
environment() {
  local folder=.cache/$1 python=$2 pins=.ci/pins/$3.txt stamp
  stamp="$("$python" -c 'import sys; print(sys.executable, sys.version)' 2>&1) $(cat "$pins")"
  [ "$(cat "$folder/installed.txt" 2>/dev/null)" = "$stamp" ] && return 0
  rm -rf "$folder"
  if "$python" -m venv "$folder" >&2 &&
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$pins" >&2; then
    printf '%s' "$stamp" >"$folder/installed.txt"
    return 0
  fi
  rm -rf "$folder"
  echo "$1 could not be installed from the Python registry" >&2
  return 1
}

# packages COMMAND-OR-FILE PACKAGE...: packages of the distribution; nothing to do when the first word is there.
packages() {
  local sign=$1
  shift
  [ -e "$sign" ] && return 0
  {
    apt-get install -y -q --no-install-recommends "$@" ||
      { apt-get update -q && apt-get install -y -q --no-install-recommends "$@"; }
  } >.cache/packages.log 2>&1
  [ -e "$sign" ] && return 0
  tail -n 5 .cache/packages.log >&2
  echo "no $* from the distribution's packages" >&2
  return 1
}

# Bubblewrap, in which the executor runs Ansible, does not show a Python from a home folder: the system's own it has to be.
system=/usr/bin/python3

for part in "$@"; do
  case $part in
    ansible) environment real python3 ansible ;;
    job-builder) environment job-builder python3 job-builder ;;
    zuul) packages /usr/bin/git git && environment zuul "$system" zuul ;;
    executor-ansible)
      environment executor-ansible/9 "$system" executor-ansible-9 &&
        environment executor-ansible/11 "$system" executor-ansible-11
      ;;
    zookeeper)
      packages /usr/bin/java default-jre-headless && packages /usr/share/java/zookeeper.jar zookeeper &&
        packages /usr/bin/openssl openssl
      ;;
    browser) packages /usr/bin/chromium chromium ;;
    bubblewrap) packages /usr/bin/bwrap bubblewrap ;;
    node)
      packages /usr/sbin/sshd openssh-server && packages /usr/bin/ssh openssh-client && packages /usr/bin/rsync rsync
      ;;
    *)
      echo "no such part: $part" >&2
      false
      ;;
  esac || exit 1
done
