"""The console of a build as Zuul shows it: every task by its name, and below it what its command printed.

Tasks that are skipped, and such that only include others, are left out.
"""
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: job_console
type: stdout
short_description: the console of a build as Zuul shows it
description: every task by its name, and below it what its command printed
options: {}
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "job_console"

    def __init__(self):
        super().__init__()
        self.step = ""

    def v2_playbook_on_task_start(self, task, is_conditional):
        # Roles are called by tasks that have the names of the steps.
        if task.action.split(".")[-1] == "include_role":
            self.step = task.get_name()

    def v2_runner_on_ok(self, result):
        self._show(result, "changed" if result._result.get("changed") else "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._show(result, "failed, ignored" if ignore_errors else "failed")

    def v2_runner_on_unreachable(self, result):
        self._show(result, "unreachable")

    def v2_playbook_on_no_hosts_matched(self):
        self._display.display("no host of the job's nodeset is meant")

    def _show(self, result, word):
        if result._task.action.split(".")[-1] in ("include_role", "include_tasks", "import_role", "import_tasks"):
            return
        host = result._host.get_name()
        step = "%s, " % self.step if result._task._role else ""
        self._display.display("TASK [%s%s] %s: %s" % (step, result._task.get_name(), host, word))
        for one in result._result.get("results") or [result._result]:
            for line in self._lines(one, word):
                self._display.display("%s | %s" % (host, line))

    def _lines(self, result, word):
        outputs = [result.get(name) for name in ("stdout", "stderr")]
        lines = [line for text in outputs if isinstance(text, str) for line in text.splitlines()]
        message = result.get("msg")
        if message and (word != "changed" and not (lines and message == "non-zero return code")):
            lines += str(message).splitlines()
        if "rc" in result and result["rc"] != 0:
            lines.append("status %s" % result["rc"])
        return lines
