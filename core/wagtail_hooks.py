"""What the ground floor changes in the editor's admin."""

from __future__ import annotations

from django.db import models
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.views.account import AvatarSettingsPanel

from core.comparison import PlainComparison
from core.image_forms import AvatarForm
from core.number_fields import DutchDecimalField, DutchIntegerField

register_form_field_override(models.DecimalField, override={"form_class": DutchDecimalField})
register_form_field_override(models.PositiveBigIntegerField, override={"form_class": DutchIntegerField})
for _field in (models.DecimalField, models.PositiveBigIntegerField, models.BooleanField):
    register_comparison_class(_field, comparison_class=PlainComparison)

AvatarSettingsPanel.form_class = AvatarForm
