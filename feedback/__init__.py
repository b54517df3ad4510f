"""Forms for readers: a question to the editors, and a report that a result is wrong. No account, no cookie.

What is asked is never public. How long it is kept is declared beside the model.
"""
