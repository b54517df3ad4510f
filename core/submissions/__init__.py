"""What readers send in through a public form: no account, no cookie, nothing typed is lost, nothing is public.

`models.Submission` is what a room makes a model of, `views.SubmissionView` the page with its form, `guard` keeps robots
off, `intake` keeps what is new once and tells the editors, `inbox` is their one list of it, `admin` the form they deal
with it in. `personal_data` sees personal details that nobody asked for.
"""
