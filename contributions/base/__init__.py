"""What every contribution has: a person apart from what is brought, consents with an end, a state, a status page.

A kind of contribution is a model of `models.Contribution`, a form with the fields of `forms`, and a subclass of
`views.ContributionView`. In order:

1. `views.ContributionView` takes the form in as every form (`core.submissions.views`), stores the person in a row of
   its own (`models.Contributor`, with a `models.Consent` a purpose) and queues the letter that asks to confirm.
2. The letter leads to the status page of this contribution (`status_page`, a secret address of kind `bijdrage`). Its
   button confirms (`lifecycle.confirm`): the contribution becomes new, the editors and the sender are told.
3. Editors move it with `lifecycle.move`, which writes the history and queues the letter that belongs to the state.
4. On the status page the sender sees the state, adds text, withdraws it, or has everything deleted (`lifecycle`).
5. `retention.declare(model, …)` beside the model ends it all in time, and tells readers so.

`models.Contribution.public_organisation` is the only name that may be shown; one that is not confirmed
is never in it.
"""
