"""The editors' lists of what readers sent in."""

from __future__ import annotations

from wagtail import hooks

from feedback.admin import ReaderQuestionViewSet
from feedback.correction_admin import CorrectionReportViewSet
from feedback.relay.admin import PageContactViewSet
from feedback.useful.admin import UsefulRemarkViewSet


@hooks.register("register_admin_viewset")
def list_of_questions() -> ReaderQuestionViewSet:
    return ReaderQuestionViewSet()


@hooks.register("register_admin_viewset")
def list_of_reports() -> CorrectionReportViewSet:
    return CorrectionReportViewSet()


@hooks.register("register_admin_viewset")
def list_of_remarks() -> UsefulRemarkViewSet:
    return UsefulRemarkViewSet()


@hooks.register("register_admin_viewset")
def list_of_contacts() -> PageContactViewSet:
    return PageContactViewSet()
