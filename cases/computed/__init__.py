"""What is computed of each single result and kept beside it, so that lists can be filtered and counted by it.

`models.ResultFacts`: the direction by the rule in force and the year of measuring. `refresh` keeps it, for the worker
after a change (`stale`) and each night; `read` is for lists, right in between too. Whether a result may be shown is
never decided by what is kept here. `receivers` keeps what readers saw for the log of corrections.
"""
