"""A person says yes or no to questions about a page. Rooms beside each other tell each other only this way."""

from __future__ import annotations

from django.dispatch import Signal

# Both with `page_id` and `email`; sent in the transaction of the cause. The address was confirmed by its owner.
contact_offered = Signal()
contact_withdrawn = Signal()
