"""‘Vraag het deze organisatie’: a question to the contact of a page and back; neither sees the address of the other.

Somebody says yes to questions about a page (`models.PageContact`) and says so again each year. A reader asks in a form
and confirms the address; the contact gets a letter with a secret address to answer at, and the reader one to read the
answer and ask once more. Nothing comes in by mail, nothing is public, and all of it ends after 90 days.
"""
