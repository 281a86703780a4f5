"""Changes the issues of Jira that a search finds."""


def main(options):
    login = secret()  # noqa: F821 (service.py stands before this file)
    base = options["url"].rstrip("/")
    base = base if base.endswith("/rest/api/2") else base + "/rest/api/2"
    who = (login.get("username", ""), login.get("password", ""))

    def ask(method, path, body=None):
        return call(method, base + path, body, login=who, timeout=60, check=False)  # noqa: F821

    found = ask("POST", "/search", {"jql": options["jql"], "maxResults": 1000, "fields": ["key"]})
    if found.status >= 400:
        give_up(options["fail_on_error"], "The search failed with status %d: %s" % (found.status, found.text[:500]))
    keys = [issue["key"] for issue in found.json().get("issues", [])]
    if not keys:
        give_up(options["fail_without_issues"], "The search found no issue.")
    failed = [key for key in keys if not change(ask, "/issue/" + key, options)]
    if failed:
        give_up(options["fail_on_error"], "Not changed: %s" % ", ".join(failed))


def give_up(is_failure, message):
    if is_failure:
        fail(message)  # noqa: F821
    print(message)
    sys.exit(0)  # noqa: F821


def change(ask, path, options):
    answers = []
    if options["action"]:
        transitions = ask("GET", path + "/transitions").json().get("transitions", [])
        ids = [one["id"] for one in transitions if one["name"].lower() == options["action"].lower()]
        if ids:
            answers.append(ask("POST", path + "/transitions", {"transition": {"id": ids[0]}}))
        else:
            print("%s: %s is not possible now" % (path, options["action"]))
    if options["comment"]:
        answers.append(ask("POST", path + "/comment", {"body": options["comment"]}))
    if options["field"]:
        field = options["field"] if not options["field"].isdigit() else "customfield_" + options["field"]
        answers.append(ask("PUT", path, {"fields": {field: options["value"]}}))
    return all(answer.status < 400 for answer in answers)


PRESET = {"action": "", "comment": "", "field": "", "value": "", "fail_on_error": False, "fail_without_issues": False}
