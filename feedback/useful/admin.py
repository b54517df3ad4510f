"""The editors' list of what readers missed on a page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from core.submissions.admin import SubmissionForm, SubmissionViewSet, beginning
from feedback.useful.models import UsefulRemark


class UsefulRemarkViewSet(SubmissionViewSet):
    model = UsefulRemark
    name = "opmerkingen"
    icon = "comment"
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("text")], heading="Wat iemand miste"),
            MultiFieldPanel([FieldPanel("status"), FieldPanel("answer")], heading="Wat je ermee deed"),
        ],
        base_form_class=SubmissionForm,
    )
    list_display = [
        "__str__",
        beginning("Wat miste iemand?"),
        Column("page", label="Pagina"),
        Column("get_status_display", label="Stand", sort_key="status"),
        DateColumn("created_at", label="Binnengekomen", sort_key="created_at"),
    ]
    search_fields = ["text", "answer"]

    def get_queryset(self, request: Any) -> QuerySet[UsefulRemark]:
        return UsefulRemark.objects.select_related("page")
