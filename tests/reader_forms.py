"""Send a public form as a browser does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from core.submissions.guard import FORM_TYPE, Objection


class ReaderClient(Client):
    """Fields go urlencoded; Django's own test client would send them as files go."""

    def post(self, path: str, data: Any = None, content_type: str = FORM_TYPE, **extra: Any) -> Any:  # type: ignore[override]
        body = urlencode(data, doseq=True) if isinstance(data, Mapping) else data or b""
        return super().post(path, body, content_type=content_type, **extra)


def words_of(objection: Objection, noun: str, nouns: str) -> str:
    return objection.format(noun=noun, nouns=nouns)
