"""Rule 1: how results become a direction and a strength. Everything the rule decides stands in this folder.

A changed threshold or condition is a new rule: copy the folder, give it the next version, and leave this one as it is,
so that what was once said can be computed again.
"""
