"""Drafts that readers read along (ADR 0024): a pool of readers, rounds on a draft of any kind, comments, what was done.

An editor opens a round on the newest draft of a page (`rounds`). The round keeps that text itself: a revision may be
overwritten by the next automatic save, or purged. Each reader has a secret address (`reading_page`) where the draft is
drawn as a preview (`draft`), with a field for a comment at each heading. Editors decide on comments in the admin
(`admin_views`), at the end everybody is told, and the page says how many read along (`read_along`).
"""
