"""Measurements and proofs. Each runs alone by `python -m benchmarks.NAME`; `make prove` runs them in turn.

Their sites live under `var/benchmarks` (or `DATA_DIR/benchmarks`), apart from the one of `make run`.
"""
