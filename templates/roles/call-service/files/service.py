"""Calls of services by HTTP. What is secret comes from the environment: CALL_SERVICE_SECRET, a dictionary in JSON."""
import base64
import json
import os
import ssl
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


class Answer:
    """Status, headers and text of an answer; a status that tells of a failure is an answer too."""

    def __init__(self, response):
        self.status = response.getcode()
        self.headers = response.headers
        self.text = response.read().decode("utf-8", "replace")

    def json(self):
        try:
            return json.loads(self.text)
        except ValueError:
            fail("The answer is no JSON: %s" % self.text[:200])


def secret():
    return json.loads(os.environ.get("CALL_SERVICE_SECRET") or "{}")


def fail(message):
    sys.exit(message)


def call(method, url, body=None, headers=None, login=None, timeout=None, check=True, insecure=False):
    """Calls a service. A dictionary or a list as body is sent as JSON."""
    headers = dict(headers or {})
    if isinstance(body, (dict, list)):
        headers.setdefault("Content-Type", "application/json")
        body = json.dumps(body)
    if login and login[0]:
        headers["Authorization"] = "Basic " + base64.b64encode(":".join(login).encode()).decode()
    data = body.encode() if isinstance(body, str) else body
    request = urllib.request.Request(url, data, headers, method=method)
    context = ssl._create_unverified_context() if insecure else None
    try:
        answer = Answer(urllib.request.urlopen(request, timeout=timeout, context=context))
    except urllib.error.HTTPError as error:
        answer = Answer(error)
    except (OSError, ValueError) as error:
        # Not the whole address: what follows the host may hold a token.
        fail("%s does not answer: %s" % (urllib.parse.urlsplit(url).netloc or "the service", error))
    if check and answer.status >= 400:
        fail("%s answered %d: %s" % (urllib.parse.urlsplit(url).netloc, answer.status, answer.text[:500]))
    return answer


def wait_until(done, interval, timeout):
    """Asks again and again until the answer is not nothing; nothing when the time is over (0: never)."""
    end = time.monotonic() + timeout if timeout else None
    while True:
        found = done()
        if found is not None:
            return found
        if end is not None and time.monotonic() + interval > end:
            return None
        time.sleep(interval)
