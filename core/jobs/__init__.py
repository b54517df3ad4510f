"""Periodic and deferred work, registered by the room that owns it and done by whichever worker comes first.

`register(name, run, every=…)` is for work that is done once for all processes together: a row per job (`models`) holds
its lease, its last run, its last error and its next run. `register_turn(name, run)` is for what each host does for
itself. `one_turn()` does what is due; `runner.Runner` is the loop around it, `health` says what is late or failed,
`retention` declares what is deleted and when.

A job may be cut off at any moment and is begun again when its lease has ended, so a run must be safe to repeat.
"""

from core.jobs.registry import JobFailed, register, register_turn
from core.jobs.runner import one_turn
from core.jobs.wakeup import wake

__all__ = ["JobFailed", "one_turn", "register", "register_turn", "wake"]
