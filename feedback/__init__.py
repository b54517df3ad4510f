"""‘Vraag het de redactie’: who did not find something asks the editors. No account, no cookie.

What is asked is never public. How long it is kept is declared beside the model.
"""
