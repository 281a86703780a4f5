"""Copies files of the workspace to a server, and runs commands there. Arguments: a dictionary in JSON.

What is secret comes from the environment: PUBLISH_OVER_PASSWORD, PUBLISH_OVER_PRIVATE_KEY, PUBLISH_OVER_HOST_KEY.
"""
import ftplib
import json
import os
import posixpath
import subprocess
import sys
import tempfile
import time


class Refused(Exception):
    """The server, or a program that talks to it, said no."""


def files_of(workspace, transfer):
    """Pairs of a file's path below the workspace and its path below the remote directory, and empty folders to make."""
    find = (workspace, transfer["source_files"], transfer["excludes"], transfer["default_excludes"])
    names = find_files(*find)  # noqa: F821 (ant_files.py stands before this file)
    pairs = [(name, target_of(name, transfer)) for name in names]
    targets = [target for _, target in pairs]
    for target in sorted(set(targets)):
        if targets.count(target) > 1:
            raise Refused("Several files would be called %s in the remote directory." % target)
    folders = folders_of(workspace, transfer) if transfer["make_empty_dirs"] and not transfer["flatten"] else []
    return pairs, folders


def target_of(name, transfer):
    prefix = transfer["remove_prefix"].replace("\\", "/").strip("/")
    if transfer["flatten"]:
        return posixpath.basename(name)
    if not prefix:
        return name
    if not name.startswith(prefix + "/"):
        raise Refused("%s does not begin with %s, which is to be removed." % (name, prefix))
    return name[len(prefix) + 1:]


def folders_of(workspace, transfer):
    """Folders that fit the patterns, whether anything is in them or not."""
    wanted = [Pattern(text) for text in transfer["source_files"]]  # noqa: F821
    unwanted = [Pattern(text) for text in transfer["excludes"]]  # noqa: F821
    found = []
    for path, names, _ in os.walk(workspace):
        names.sort()
        for name in names:
            relative = os.path.relpath(os.path.join(path, name), workspace)
            parts = relative.split(os.sep)
            if any(one.fits(parts) for one in wanted) and not any(one.fits(parts) for one in unwanted):
                found.append(target_of("/".join(parts), transfer))
    return found


def parents(path):
    """`a/b/c` -> `a`, `a/b`, `a/b/c`."""
    parts = [part for part in path.split("/") if part]
    start = "/" if path.startswith("/") else ""
    return [start + "/".join(parts[:count + 1]) for count in range(len(parts))]


def all_folders(remote, pairs, folders):
    """Folders to make, those above before those below."""
    wanted = [remote] if remote else []
    wanted += [posixpath.join(remote, posixpath.dirname(target)) for _, target in pairs]
    wanted += [posixpath.join(remote, folder) for folder in folders]
    ordered = []
    for path in wanted:
        for parent in parents(path):
            if parent not in ordered:
                ordered.append(parent)
    return ordered


def run(words, text=None, timeout=None):
    try:
        done = subprocess.run(words, input=text, text=True, timeout=timeout, check=False)
    except FileNotFoundError:
        raise Refused("The node has no program %s." % words[0])
    except subprocess.TimeoutExpired:
        raise Refused("%s did not end within %d seconds." % (words[0], timeout))
    if done.returncode != 0:
        raise Refused("%s ended with status %d." % (words[0], done.returncode))


class Ssh:
    """OpenSSH's own programs, with a key that is a file for as long as they run."""

    def __init__(self, options, folder):
        key = os.path.join(folder, "key")
        known = os.path.join(folder, "known_hosts")
        write(key, os.environ["PUBLISH_OVER_PRIVATE_KEY"].rstrip("\n") + "\n")
        # Lines as in known_hosts, or just the keys.
        address = options["host"] if options["port"] == 22 else "[%s]:%d" % (options["host"], options["port"])
        lines = [line.strip() for line in os.environ["PUBLISH_OVER_HOST_KEY"].splitlines() if line.strip()]
        write(known, "".join("%s\n" % (line if len(line.split()) > 2 else address + " " + line) for line in lines))
        self.place = "%s@%s" % (options["username"], options["host"])
        self.options = ["-i", key, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
                        "-o", "UserKnownHostsFile=" + known, "-o", "StrictHostKeyChecking=yes"]
        self.port = str(options["port"])

    def ssh(self, command, extra=(), timeout=None):
        run(["ssh", "-n", "-p", self.port] + self.options + list(extra) + [self.place, command], timeout=timeout)

    def send(self, workspace, remote, pairs, folders, transfer):
        if transfer["clean_remote"]:
            place = shell_word(remote or ".")
            self.ssh("if [ -d %s ]; then find %s -mindepth 1 -delete; fi" % (place, place))
        lines = ["-mkdir %s" % sftp_word(folder) for folder in all_folders(remote, pairs, folders)]
        lines += ["put %s %s" % (sftp_word(os.path.join(workspace, name)), sftp_word(posixpath.join(remote, target)))
                  for name, target in pairs]
        if lines:
            run(["sftp", "-b", "-", "-P", self.port] + self.options + [self.place], "\n".join(lines) + "\n")

    def command(self, transfer):
        extra = (["-tt"] if transfer["pty"] else []) + (["-A"] if transfer["agent_forwarding"] else [])
        self.ssh(transfer["command"], extra, transfer["command_timeout"] or None)


class Ftp:
    """FTP, in the passive mode."""

    def __init__(self, options, folder):
        self.ftp = ftplib.FTP()
        self.ftp.connect(options["host"], options["port"])
        self.ftp.login(options["username"], os.environ["PUBLISH_OVER_PASSWORD"])
        self.top = self.ftp.pwd()

    def send(self, workspace, remote, pairs, folders, transfer):
        if transfer["clean_remote"]:
            self.clean(remote or ".")
        for folder in all_folders(remote, pairs, folders):
            try:
                self.ftp.mkd(folder)
            except ftplib.error_perm:
                # It is there already; if it is not, the first file in it fails.
                continue
        for name, target in pairs:
            with open(os.path.join(workspace, name), "rb") as source:
                store = self.ftp.storlines if transfer["ascii"] else self.ftp.storbinary
                store("STOR " + posixpath.join(remote, target), source)

    def clean(self, folder):
        try:
            entries = list(self.ftp.mlsd(folder))
        except ftplib.error_perm:
            return
        for name, facts in entries:
            path = posixpath.join(folder, name)
            if facts.get("type") == "dir":
                self.clean(path)
                self.ftp.rmd(path)
            elif facts.get("type") not in ("cdir", "pdir"):
                self.ftp.delete(path)


class Cifs:
    """smbclient. The share is the first part of the remote directory of the server."""

    def __init__(self, options, folder):
        self.login = os.path.join(folder, "login")
        write(self.login, "username=%s\npassword=%s\n" % (options["username"], os.environ["PUBLISH_OVER_PASSWORD"]))
        root = [part for part in options["root"].replace("\\", "/").split("/") if part]
        if not root:
            raise Refused("The remote directory of the server has to begin with the name of a share.")
        self.share = "//%s/%s" % (options["host"], root[0])
        self.port = str(options["port"])

    def send(self, workspace, remote, pairs, folders, transfer):
        below = "/".join([part for part in remote.split("/") if part][1:])
        if transfer["clean_remote"] and below:
            self.call(["recurse", "prompt", "deltree %s" % smb_word(below)], check=False)
        made = all_folders(below, pairs, folders)
        if made:
            self.call(["mkdir %s" % smb_word(folder) for folder in made], check=False)
        self.call(["put %s %s" % (smb_word(os.path.join(workspace, name)), smb_word(posixpath.join(below, target)))
                   for name, target in pairs])

    def call(self, commands, check=True):
        # One at a time: of several, smbclient tells the status of the last only.
        for command in commands if check else ["; ".join(commands)]:
            try:
                run(["smbclient", self.share, "-p", self.port, "-A", self.login, "-c", command])
            except Refused:
                if check:
                    raise


def write(path, text):
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(text)


def shell_word(text):
    return "'" + text.replace("'", "'\\''") + "'"


def sftp_word(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def smb_word(text):
    return '"' + text.replace('"', "") + '"'


def publish(options, folder):
    connections = []

    def connection():
        # Only when there is something to do.
        if not connections:
            connections.append({"ssh": Ssh, "ftp": Ftp, "cifs": Cifs}[options["protocol"]](options, folder))
        return connections[0]

    for transfer in options["transfers"]:
        remote = transfer["remote_directory"].replace("\\", "/").strip("/")
        remote = posixpath.join(options["root"].replace("\\", "/"), remote).rstrip("/")
        if transfer["source_files"]:
            pairs, folders = files_of(options["workspace"], transfer)
            connection().send(options["workspace"], remote, pairs, folders, transfer)
            print("%d files to %s:%s" % (len(pairs), options["host"], remote or "."))
        if transfer["command"]:
            connection().command(transfer)


def main(options):
    # Templates make texts of numbers.
    options.update((name, int(options[name])) for name in ("port", "retries", "retry_delay"))
    attempts = options["retries"] + 1
    for attempt in range(attempts):
        with tempfile.TemporaryDirectory() as folder:
            try:
                publish(options, folder)
                return
            except (Refused, OSError, EOFError, ftplib.Error) as error:
                if attempt + 1 == attempts:
                    sys.exit("%s: %s" % (options["host"], error))
                print("%s: %s Trying again." % (options["host"], error))
                time.sleep(options["retry_delay"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
