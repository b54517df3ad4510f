"""The command `python -m evidence`: a CSV of results in, a report out."""
