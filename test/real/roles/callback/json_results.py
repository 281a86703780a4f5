"""Prints the result of each task as one line of JSON, for tests."""
import json

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: json_results
type: stdout
short_description: one line of JSON for each task
description: one line of JSON for each task
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "json_results"

    def _note(self, result, **more):
        line = json.loads(self._dump_results(result._result, indent=None))
        line.update(name=result._task.get_name(), host=result._host.get_name(), **more)
        self._display.display("RESULT " + json.dumps(line))

    def v2_runner_on_ok(self, result):
        self._note(result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._note(result, failed=True)

    def v2_runner_on_skipped(self, result):
        self._note(result, skipped=True)

    def v2_runner_on_unreachable(self, result):
        self._note(result, failed=True)

    def v2_playbook_on_stats(self, stats):
        counts = {host: stats.summarize(host) for host in sorted(stats.processed)}
        self._display.display("STATS " + json.dumps(counts))
