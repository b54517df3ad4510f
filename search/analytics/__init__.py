"""Search analytics: totals per day and normalised question, without personal data.

`questions` says how a question is counted, `personal` what is never kept, `notes` counts in memory, `writing` adds the
counts to the table in a thread of its own, `views` takes in which result was chosen, `forgetting` deletes what is old,
`figures` is what editors read. A page never waits for any of it.
"""
