"""What can be said of each method, computed from its results, stored, and read by pages.

Pages use two modules, and nothing else of this package:

- `read`: `method_evidence(page_id)`, `evidence_levels(page_ids)`: what is stored, as the dataclasses of `dto`;
  `live_summary(counted)` and `family_evidence(page_id, counted)`: computed now from the results on a page
  (`loader.counted_rows`), for a starting point or one family.
- `history`: `changes_of_method(page_id)`, `all_changes()`, `find_state(public_id)`: what changed, and citing.

How it is kept: `loader` reads the public counting results in a fixed number of queries, `adapter` turns one into an
`evidence.Result`, `build` makes the stored form, `fingerprint` says whether anything differs and why, `history_writer`
writes the history, `recompute` does it all for some methods: those that are `stale`, and every night all of them.
"""
