"""Starts a job on a Jenkins server, and may wait for it."""


def main(options):
    access = secret()  # noqa: F821 (service.py stands before this file)
    base = (options["server"] or access.get("url", "")).rstrip("/")
    who = (access.get("username", ""), access.get("password", ""))
    job = options["job"]
    path = job if "://" in job else base + "/job/" + "/job/".join(urllib.parse.quote(part) for part in job.split("/"))  # noqa: F821
    parameters = dict(options["parameters"])
    if options["parameter_file"]:
        with open(os.path.join(options["workspace"], options["parameter_file"]), encoding="utf-8") as file:  # noqa: F821
            lines = [line.strip() for line in file]
        parameters.update(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    query = {"token": access["token"]} if access.get("token") else {}
    start = path + ("/buildWithParameters" if parameters else "/build")
    start += "?" + urllib.parse.urlencode(query) if query else ""  # noqa: F821
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    crumb = call("GET", base + "/crumbIssuer/api/json", login=who, check=False)  # noqa: F821
    if crumb.status == 200:
        headers[crumb.json()["crumbRequestField"]] = crumb.json()["crumb"]
    started = call("POST", start, urllib.parse.urlencode(parameters), headers, who)  # noqa: F821
    print("Started %s" % path)
    queued = started.headers.get("Location")
    if not options["wait"] or not queued:
        return

    def number():
        item = call("GET", queued.rstrip("/") + "/api/json", login=who).json()  # noqa: F821
        if item.get("cancelled"):
            fail("The build was taken out of the queue.")  # noqa: F821
        return (item.get("executable") or {}).get("url")

    build = wait_until(number, options["interval"], 0)  # noqa: F821

    def result():
        return call("GET", build.rstrip("/") + "/api/json", login=who).json().get("result")  # noqa: F821

    ended = wait_until(result, options["interval"], 0)  # noqa: F821
    print("%s: %s" % (build, ended))
    if ended != "SUCCESS":
        fail("The build ended with %s." % ended)  # noqa: F821


PRESET = {"server": "", "parameters": {}, "parameter_file": "", "wait": True, "interval": 10}
