"""Search analytics: totals per day and normalised question, without personal data.

`query_normalisation` says under what a question is counted, `buffer` counts in memory, `flush` adds the counts to the
table in a thread of its own, `views` takes in which result was chosen, `retention` deletes what is old, `reports` is
what editors read. A page never waits for any of it.
"""
