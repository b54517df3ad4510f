"""Measurements and proofs. Each runs alone by `python -m lab.NAME`; `make prove` runs them in turn.

Their sites live under `var/lab` (or `DATA_DIR/lab`), apart from the one of `make run`.
"""
