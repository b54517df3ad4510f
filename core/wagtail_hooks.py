"""What the ground floor changes in the editor's admin."""

from __future__ import annotations

from django.db import models
from wagtail import hooks
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.forms.models import register_form_field_override

from core.comparison import PlainComparison
from core.mail.admin import OutgoingMailViewSet
from core.number_fields import DutchDecimalField, DutchIntegerField

register_form_field_override(models.DecimalField, override={"form_class": DutchDecimalField})
register_form_field_override(models.PositiveBigIntegerField, override={"form_class": DutchIntegerField})
for _field in (models.DecimalField, models.PositiveBigIntegerField, models.BooleanField):
    register_comparison_class(_field, comparison_class=PlainComparison)


@hooks.register("register_admin_viewset")
def outgoing_mail() -> OutgoingMailViewSet:
    return OutgoingMailViewSet()
