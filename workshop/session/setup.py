"""Registers what the session and the plan answer for, do periodically and keep; called once, when Django is ready."""

from __future__ import annotations

from datetime import time, timedelta

from core import jobs
from core.secret_addresses import addresses
from workshop.plan.reminders import confirm_page, remind
from workshop.plan.views import plan_at_address
from workshop.session import counts, retention
from workshop.session.lead_views import lead_page, screen_page
from workshop.session.making import LEAD, MAIL, PARTICIPANT, PLAN, SCREEN
from workshop.session.participant_views import participant_page


def register() -> None:
    addresses.serve(LEAD, lead_page)
    addresses.serve(SCREEN, screen_page)
    addresses.serve(PARTICIPANT, participant_page)
    addresses.serve(PLAN, plan_at_address)
    addresses.serve(MAIL, confirm_page)
    jobs.register("workshop-counts", counts.renew, every=timedelta(days=7))
    jobs.register("workshop-reminders", remind, every=timedelta(days=1), at=time(7))
    retention.declare()
