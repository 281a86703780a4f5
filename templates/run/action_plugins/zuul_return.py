"""What Zuul's own `zuul_return` does, for runs without a Zuul: keeps data of a build in a file.

Zuul reference: "Return Values". Arguments: data, file, secret_data.
"""
import json
import os

from ansible.plugins.action import ActionBase


def merge(base, over):
    """Maps are merged, everything else is replaced."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    merged = dict(base)
    for key, value in over.items():
        merged[key] = merge(merged[key], value) if key in merged else value
    return merged


def merge_returned(base, over):
    """As merge, but artifacts of several returns add up, newest first as Zuul keeps them."""
    artifacts = [one for data in (over, base) for one in (data.get("zuul") or {}).get("artifacts", [])]
    merged = merge(base, over)
    if artifacts:
        merged["zuul"] = dict(merged["zuul"], artifacts=artifacts)
    return merged


class ActionModule(ActionBase):
    _VALID_ARGS = frozenset(("data", "file", "path", "secret_data"))

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        path = self._task.args.get("path") or task_vars["zuul"]["executor"]["result_data_file"]
        data = self._task.args.get("data") or {}
        if self._task.args.get("file"):
            with open(self._task.args["file"]) as given:
                data = merge_returned(json.load(given), data)
        kept = {"data": {}, "secret_data": {}}
        if os.path.exists(path):
            with open(path) as before:
                kept = json.load(before)
        kept["data"] = merge_returned(kept["data"], data)
        kept["secret_data"] = merge(kept["secret_data"], self._task.args.get("secret_data") or {})
        with open(path, "w") as after:
            json.dump(kept, after, indent=2, sort_keys=True)
        result["changed"] = True
        return result
