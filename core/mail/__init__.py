"""Letters that the site sends: written in the transaction of their cause, sent by a job (ADR 0016).

`queue` writes one, `delivery` sends what is due, `rendering` makes the text from `templates/mail/`. Nothing is tracked.
"""
