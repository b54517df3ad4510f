"""What an operator set is about kinds that exist."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from contributions.base.drafts import models


@register
def periods_are_of_kinds(**_: Any) -> list[Error]:
    known = {model.kind for model in models()}
    unknown = sorted(set(settings.CONTRIBUTION_PERIODS) - known)
    hint = f"Choose from {', '.join(sorted(known))}."
    return [Error(f"CONTRIBUTION_PERIODS: no kind ‘{kind}’", hint=hint, id="contributions.E001") for kind in unknown]
