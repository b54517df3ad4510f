"""The letters of the newsletter, made of what is public at the moment they are sent."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from core.mail.parts import Parts, stop_headers
from core.secret_addresses import addresses
from core.text.extraction import plain
from news.newsletter.models import Edition, Subscriber
from news.newsletter.topics import Item, fitting, in_groups, still_public, topics

ADDRESS = "nieuwsbrief"
EDITION, SUBSCRIPTION, TEST = "news/edition", "news/subscription", "news/edition_test"
_PICTURE = "width-1104"
_KEPT = 400


class Body(NamedTuple):
    """The part of a letter that is the same for everybody with the same choice."""

    text: str
    html: SafeString


_BODIES: OrderedDict[str, Body] = OrderedDict()


def path_of(subscriber: Subscriber) -> str:
    return addresses.derived(ADDRESS, subscriber.pk, subscriber.seed)


def compose(context: Mapping[str, Any]) -> Parts | None:
    """None when he stopped meanwhile, or nothing that fits is public any more."""
    subscriber = Subscriber.objects.filter(pk=context.get("subscriber") or 0, confirmed_at__isnull=False).first()
    edition = Edition.objects.select_related("picture").filter(pk=context.get("edition") or 0).first()
    if subscriber is None or edition is None or edition.state != Edition.State.SENDING:
        return None
    since = datetime.fromisoformat(context["since"])
    items = still_public(fitting(edition.items, subscriber.topics, subscriber.families, subscriber.themes, since))
    if not items:
        return None
    address = addresses.full(path_of(subscriber))
    words = {"edition": edition, "about": edition.subject, "body": body_of(edition, items), "address": address}
    return Parts(words, headers=headers_of(address))


def headers_of(address: str) -> dict[str, str]:
    """With a button in the mail program that stops it (RFC 8058): the address takes that POST without a question."""
    host = urlsplit(settings.SITE_URL).hostname
    return {
        "List-ID": f"<nieuwsbrief.{host}>",
        **stop_headers(address),
        "Reply-To": settings.EDITORS_EMAIL or settings.DEFAULT_FROM_EMAIL,
    }


def compose_test(context: Mapping[str, Any]) -> Parts | None:
    """What an editor sends to himself: the choice of the preview, and no subscription to stop."""
    edition = Edition.objects.select_related("picture").filter(pk=context.get("edition") or 0).first()
    if edition is None:
        return None
    items = still_public(context["items"])
    return Parts({"edition": edition, "about": f"Proef: {edition.subject}", "body": body_of(edition, items)})


def compose_subscription(context: Mapping[str, Any]) -> Parts | None:
    """The question to confirm, or where the choice of who is subscribed already can be changed."""
    subscriber = Subscriber.objects.filter(pk=context.get("subscriber") or 0).first()
    if subscriber is None:
        return None
    names = topics()
    chosen = [names[topic] for topic in subscriber.topics if topic in names]
    address = addresses.full(path_of(subscriber))
    return Parts({"subscriber": subscriber, "address": address, "chosen": chosen})


def body_of(edition: Edition, items: Sequence[Item]) -> Body:
    """Made once for equal items under the same introduction, and kept for a while: what it says is its own key."""
    first = list(edition.first_pages.values_list("page_id", flat=True))
    facts = [edition.introduction, edition.picture_id, first, list(items)]
    key = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    if key not in _BODIES:
        _BODIES[key] = _made(edition, items, first)
        if len(_BODIES) > _KEPT:
            _BODIES.popitem(last=False)
    return _BODIES[key]


def _made(edition: Edition, items: Sequence[Item], first: Sequence[int]) -> Body:
    picture = edition.picture.get_rendition(_PICTURE) if edition.picture else None
    context = {
        "site_url": settings.SITE_URL,
        "introduction": edition.introduction,
        "introduction_text": plain(edition.introduction),
        "picture": picture,
        "groups": in_groups(items, first),
    }
    text: Any = get_template("mail/news/items.txt")
    written = str(text.template.render(Context(context, autoescape=False)))
    return Body(written, mark_safe(get_template("mail/news/items.html").render(context)))
