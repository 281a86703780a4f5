"""Starts tests of Runscope and waits for their results."""


def main(options):
    token = {"Authorization": "Bearer " + secret()["token"]}  # noqa: F821 (service.py stands before this file)
    runs = call("GET", options["url"]).json()["data"]["runs"]  # noqa: F821
    if not runs:
        fail("No test was started.")  # noqa: F821
    bad = []
    for run in runs:
        url = "https://api.runscope.com/buckets/%(bucket_key)s/radar/%(test_id)s/results/%(test_run_id)s" % run

        def ask(url=url):
            answer = call("GET", url, headers=token, check=False)  # noqa: F821
            result = answer.json()["data"].get("result") if answer.status < 400 else None
            return result if result in ("pass", "fail", "canceled") else None

        result = wait_until(ask, 5, options["timeout"])  # noqa: F821
        print("%s: %s" % (run.get("test_name", run["test_id"]), result or "no result in time"))
        if result != "pass":
            bad.append(run["test_id"])
    if bad:
        fail("Tests failed.")  # noqa: F821


PRESET = {"timeout": 60}
