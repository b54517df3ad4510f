"""‘Vraag het de redactie’: who did not find something asks the editors. No account, no cookie.

What is asked is never public. An address is kept until it is answered, and at most as long as `forgetting` says.
"""
