"""One request, whose answer may fail the build."""


def main(options):
    login = secret()  # noqa: F821 (service.py stands before this file)
    url = options["url"]
    body = options["body"]
    headers = dict(options["headers"])
    if options["parameters"]:
        form = urllib.parse.urlencode(options["parameters"])  # noqa: F821
        if options["method"] in ("POST", "PUT", "PATCH") and not body:
            body = form
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        else:
            url += ("&" if "?" in url else "?") + form
    answer = call(  # noqa: F821
        options["method"], url, body or None, headers, (login.get("username", ""), login.get("password", "")),
        options["timeout"] or None, check=False, insecure=options["insecure"])
    print("Status %d" % answer.status)
    if options["print_body"]:
        print(answer.text)
    if options["output_file"]:
        path = os.path.join(options["workspace"], options["output_file"])  # noqa: F821
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: F821
        with open(path, "w", encoding="utf-8") as file:
            file.write(answer.text)
    if not any(first <= answer.status <= last for first, last in options["valid_codes"]):
        fail("The status %d is none that was expected." % answer.status)  # noqa: F821
    if options["valid_content"] and options["valid_content"] not in answer.text:
        fail("The answer does not hold what was expected.")  # noqa: F821


PRESET = {"method": "GET", "headers": {}, "body": "", "parameters": {}, "timeout": 0, "insecure": False,
          "print_body": False, "output_file": "", "valid_codes": [[100, 399]], "valid_content": ""}
