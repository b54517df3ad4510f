"""Measurements and proofs, no part of the product: relevance, parity, size, load, faults and evidence.

`python -m lab` lists the proofs on a copy of a site; `make prove` runs all in turn, `make relevance` and `make parity`
one each, `python -m lab.size` counts the code. Sites live under `DATA_DIR/lab`, apart from the one of
`make run`.
"""
