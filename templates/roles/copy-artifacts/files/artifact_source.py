"""Finds the artifacts of another job: on this node, among those of the change, or in earlier builds."""
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

# How often an address is asked that does not answer, and for how many seconds.
TRIES = 3
TIMEOUT = 60

# Newest builds to look through for one that counts.
BUILDS = 100


def open_address(address):
    """Opens an address. A server that is busy is asked again; one that refuses is not."""
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("%s is no address of a web server. Does the base job set zuul.log_url?" % address)
    for attempt in range(1, TRIES + 1):
        try:
            return urllib.request.urlopen(address, timeout=TIMEOUT)
        except urllib.error.HTTPError as error:
            if error.code < 500 or attempt == TRIES:
                raise
        except urllib.error.URLError:
            if attempt == TRIES:
                raise
        time.sleep(attempt)


class LocalSource:
    """Artifacts that steps of the other job kept on this node."""

    def __init__(self, folder, job, build):
        self.folder = os.path.join(folder, job)
        self.build = build

    def files(self):
        with open(self.folder + ".artifacts.json") as listed:
            return json.load(listed)["files"]

    def open(self, path):
        return open(os.path.join(self.folder, path), "rb")


class WebSource:
    """Artifacts with the logs of a build."""

    def __init__(self, artifact, build):
        self.address = artifact["url"]
        self.build = build

    def files(self):
        with open_address(self.address) as listed:
            return json.loads(listed.read().decode("utf-8"))["files"]

    def open(self, path):
        folder = self.address[:-len(".artifacts.json")] + "/"
        return open_address(folder + urllib.parse.quote(path))


def find_source(options):
    """The source of the artifacts, or a sentence that says why there is none."""
    job = options["job"]
    if os.path.exists(os.path.join(options["local"], job + ".artifacts.json")):
        return LocalSource(options["local"], job, options["build"])
    if options["artifacts"]:
        newest = options["artifacts"][-1]
        return WebSource(newest, newest["metadata"].get("build", ""))
    if options["results"] is None:
        return "%s returned no artifacts for this change" % job
    if not options["api"]:
        return "%s returned no artifacts for this change, and copy_artifacts_api is not set to look for others" % job
    return find_build(options) or "No build of %s that counts has artifacts of %s" % (", ".join(options["from"]), job)


def find_build(options):
    """The newest earlier build that counts. Zuul reference: REST API, builds."""
    query = [("job_name", name) for name in options["from"]]
    query += [("result", result) for result in options["results"]]
    query += [("complete", "true"), ("limit", str(BUILDS))]
    with open_address("%s/builds?%s" % (options["api"].rstrip("/"), urllib.parse.urlencode(query))) as answer:
        builds = json.loads(answer.read().decode("utf-8"))
    for build in builds:
        if is_of_change(build) and not options["of_changes"]:
            continue
        for artifact in build.get("artifacts", []):
            metadata = artifact.get("metadata") or {}
            if metadata.get("type") == "jenkins-artifacts" and metadata.get("job") == options["job"]:
                return WebSource(artifact, build["uuid"])
    return None


def is_of_change(build):
    """Whether a build was about a change in review: older versions of Zuul tell it of the build itself."""
    return bool((build.get("ref") or build).get("change"))
