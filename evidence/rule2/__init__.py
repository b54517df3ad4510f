"""Rule 2: how results become a direction and a strength. Everything the rule decides stands in this folder.

Rule 1, which let a trial count for every method that was part of it, is gone: what was said by it stands in the history
of the site as levels and counts. A changed threshold or condition is a new rule, with the next version.
"""
