"""What is filled in on ‘Wij deden dit ook’. Without Django: `lab.submission_rate` sends it over HTTP."""

from __future__ import annotations

GOOD = {
    "organisation": "Boomdorp",
    "shape": "counts",
    "first_events": "96",
    "first_total": "800",
    "second_events": "64",
    "second_total": "800",
    "design": "before_after",
    "relation": "alone",
    "email": "iemand@voorbeeld.example",
    "licence": "on",
}
