"""The words of a letter, from `templates/mail/`: plain text first, HTML beside it where there is a template for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template

from core.mail.models import OutgoingMail


def subject(letter: OutgoingMail) -> str:
    """One line, from `<template>.subject.txt`."""
    return " ".join(_plain(letter, "subject.txt").split())


def text(letter: OutgoingMail) -> str:
    return _plain(letter, "txt").strip() + "\n"


def html(letter: OutgoingMail) -> str:
    """Empty when there is no template for it."""
    try:
        template = get_template(f"mail/{letter.template}.html")
    except TemplateDoesNotExist:
        return ""
    return template.render({**_context(letter), "subject": subject(letter)})


def message(letter: OutgoingMail) -> EmailMultiAlternatives:
    """What is handed to the mail server, with the Message-ID the letter was given when it was queued."""
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    made = EmailMultiAlternatives(subject(letter), text(letter), to=[letter.to], headers=headers)
    if markup := html(letter):
        made.attach_alternative(markup, "text/html")
    return made


def _plain(letter: OutgoingMail, kind: str) -> str:
    """Without escaping: this is no HTML."""
    template: Any = get_template(f"mail/{letter.template}.{kind}")
    return str(template.template.render(Context(_context(letter), autoescape=False)))


def _context(letter: OutgoingMail) -> dict[str, Any]:
    site = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
    return {**site, **letter.context, "count": letter.count}
