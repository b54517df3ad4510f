"""What can be said of each method, computed from its results, stored, and read by pages.

Pages use two modules, and nothing else of this package:

- `read`: `method_evidence(page_id)`, `evidence_levels(page_ids)`: what is stored, as the dataclasses of `stored`;
  `live_summary(page_id, family_id)` and `measured_results(page_id, family_id)`: computed now from the same results, for
  a starting point, one family, and the rows beside a summary.
- `history`: `changes_of_method(page_id)`, `all_changes()`, `find_state(public_id)`: what changed, and citing.

How it is kept: `inputs` reads the public counting results in a fixed number of queries, `as_result` turns one into an
`evidence.Result`, `build` makes the stored form, `fingerprint` says whether anything differs and why, `states` writes
the history, `recompute` does it all for some methods: those that are `stale`, and `nightly` all of them.
"""
