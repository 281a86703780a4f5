"""Runs a function of Salt through its API."""


def main(options):
    login = secret()  # noqa: F821 (service.py stands before this file)
    base = options["url"].rstrip("/")
    token = call("POST", base + "/login", {  # noqa: F821
        "username": login["username"], "password": login["password"], "eauth": options["auth"]}).json()
    headers = {"X-Auth-Token": token["return"][0]["token"], "Accept": "application/json"}
    request = {"client": options["client"], "fun": options["function"]}
    if options["client"] != "runner":
        request.update({"tgt": options["target"], "expr_form": options["target_type"], "tgt_type": options["target_type"]})
    if options["client"] == "local_batch":
        request["batch"] = options["batch"]
    if options["arguments"]:
        request["arg"] = options["arguments"]
    keywords = dict(options["keywords"])
    if options["modules"]:
        keywords["mods"] = options["modules"]
    if options["pillar"]:
        keywords["pillar"] = options["pillar"]
    if keywords:
        request["kwarg"] = keywords
    if options["wait"] and options["client"] == "local":
        request["client"] = "local_async"
    answer = call("POST", base + "/", [request], headers).json()  # noqa: F821
    if options["wait"] and "jid" in answer["return"][0]:
        answer = wait_for(base, headers, answer["return"][0], options["interval"])
    print(json.dumps(answer, indent=2, sort_keys=True))  # noqa: F821
    if not answer["return"] or has_failed(answer["return"]):
        fail("Salt tells of a failure, or of nothing.")  # noqa: F821


def wait_for(base, headers, job, interval):
    minions = set(job.get("minions", []))

    def ask():
        done = call("GET", "%s/jobs/%s" % (base, job["jid"]), headers=headers).json()  # noqa: F821
        return done if minions <= set(done["return"][0].get("data", done["return"][0])) else None

    return wait_until(ask, interval, 0)  # noqa: F821


def has_failed(value):
    """Whether anything in an answer says `"result": false` or a return code other than 0."""
    if isinstance(value, dict):
        if value.get("result") is False or value.get("retcode") not in (None, 0):
            return True
        return any(has_failed(one) for one in value.values())
    return any(has_failed(one) for one in value) if isinstance(value, list) else False


PRESET = {"auth": "pam", "client": "local", "target": "*", "target_type": "glob", "batch": "100%", "arguments": [],
          "keywords": {}, "modules": "", "pillar": {}, "wait": False, "interval": 10}
