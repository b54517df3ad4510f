"""Changes of `core` to the admin."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.admin import image_formats, safe_exports
from core.admin.image_forms import AvatarForm
from core.admin.number_fields import DutchDecimalField, DutchIntegerField
from core.admin.revision_comparison import PlainComparison
from core.mail.admin import OutgoingMailViewSet
from core.submissions.inbox import InboxMenuItem, InboxView, take_chosen
from core.text.page_links import KeptPageLinks

register_form_field_override(models.DecimalField, override={"form_class": DutchDecimalField})
register_form_field_override(models.IntegerField, override={"form_class": DutchIntegerField})
for _field in (models.DecimalField, models.PositiveBigIntegerField, models.BooleanField):
    register_comparison_class(_field, comparison_class=PlainComparison)

AvatarSettingsPanel.form_class = AvatarForm
safe_exports.use()
image_formats.use()


@hooks.register("register_rich_text_features", order=10)
def links_between_pages(features: FeatureRegistry) -> None:
    features.register_link_type(KeptPageLinks)


@hooks.register("register_admin_viewset")
def outgoing_mail() -> OutgoingMailViewSet:
    return OutgoingMailViewSet()


@hooks.register("register_admin_urls")
def address_of_the_inbox() -> list[Any]:
    return [
        path("binnengekomen/", InboxView.as_view(), name="inbox"),
        path("binnengekomen/neem/", take_chosen, name="inbox_take"),
        path("binnengekomen/resultaten/", InboxView.as_view(results_only=True), name="inbox_results"),
    ]


@hooks.register("register_admin_menu_item")
def inbox_in_the_menu() -> InboxMenuItem:
    return InboxMenuItem("Binnengekomen", reverse("inbox"), name="binnengekomen", icon_name="mail", order=60)
