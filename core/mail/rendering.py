"""The words of a letter, from `templates/mail/`: plain text first, HTML beside it where there is a template for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template

from core.mail.models import OutgoingMail
from core.mail.parts import Parts, parts_of


def subject(letter: OutgoingMail) -> str:
    """The subject: one line, from `<template>.subject.txt`."""
    return _subject(letter, _context(letter, _parts(letter)))


def text(letter: OutgoingMail) -> str:
    return _text(letter, _context(letter, _parts(letter)))


def html(letter: OutgoingMail) -> str:
    """Empty when there is no template for it."""
    return _html(letter, _context(letter, _parts(letter)))


def message(letter: OutgoingMail) -> EmailMultiAlternatives | None:
    """What is handed to the mail server, with the Message-ID the letter was given when it was queued.

    None when its room has nothing to say any more.
    """
    parts = parts_of(letter.template, letter.context)
    if parts is None:
        return None
    context = _context(letter, parts)
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated", **parts.headers}
    made = EmailMultiAlternatives(_subject(letter, context), _text(letter, context), to=[letter.to], headers=headers)
    if markup := _html(letter, context):
        made.attach_alternative(markup, "text/html")
    for each in parts.attachments:
        made.attach(each.name, each.content, each.mimetype)
    return made


def _parts(letter: OutgoingMail) -> Parts:
    """For who reads a letter that is not sent: what was queued when there is nothing to say any more."""
    return parts_of(letter.template, letter.context) or Parts(letter.context)


def _subject(letter: OutgoingMail, context: dict[str, Any]) -> str:
    return " ".join(_plain(letter, "subject.txt", context).split())


def _text(letter: OutgoingMail, context: dict[str, Any]) -> str:
    return _plain(letter, "txt", context).strip() + "\n"


def _html(letter: OutgoingMail, context: dict[str, Any]) -> str:
    try:
        template = get_template(f"mail/{letter.template}.html")
    except TemplateDoesNotExist:
        return ""
    return template.render({**context, "subject": _subject(letter, context)})


def _plain(letter: OutgoingMail, kind: str, context: dict[str, Any]) -> str:
    """Render the plain text, without HTML escaping."""
    template: Any = get_template(f"mail/{letter.template}.{kind}")
    return str(template.template.render(Context(context, autoescape=False)))


def _context(letter: OutgoingMail, parts: Parts) -> dict[str, Any]:
    site = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
    return {**site, **parts.context, "count": letter.count}
