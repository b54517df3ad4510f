"""Whether an organisation may be named: recorded by an editor, taken back by the sender."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from contributions.base import lifecycle
from contributions.base.drafts import nameless
from contributions.base.models import Contribution, anonymous
from vocabulary.confirmed_organisation import NameConfirmed
from vocabulary.mail_domains import domain_of
from vocabulary.models import Organisation


@transaction.atomic
def confirm(row: Contribution, organisation: Organisation, how: str, note: str, editor: Any) -> None:
    """An editor saw that this organisation sent it, and how. A domain that was not in the list yet is from now on."""
    if how == NameConfirmed.DOMAIN and not organisation.mail_domain and row.person is not None:
        organisation.mail_domain, organisation.mail_domain_source = domain_of(row.person.email), note
        organisation.save(update_fields=["mail_domain", "mail_domain_source"])
        log(instance=organisation, action="wagtail.edit", user=editor)
    row.organisation, row.organisation_name = organisation, ""
    row.name_confirmed, row.name_note, row.name_withdrawn_at = how, note, None
    row.save()
    log(instance=row, action="contributions.named", user=editor, data={"how": how})


@transaction.atomic
def withdraw(row: Contribution) -> None:
    """Take the name of the organisation off at once, also off the page; editors are told to look at its text."""
    if row.name_withdrawn_at is not None or row.organisation is None:
        return
    row.name_withdrawn_at = timezone.now()
    row.save(update_fields=["name_withdrawn_at"])
    if row.page_id:
        _take_off(row)
    lifecycle.add(row, "De naam van onze organisatie mag niet meer op de site.")


def _take_off(row: Contribution) -> None:
    """The page as it is public, and its newest draft, without the name: in its rows and in its words."""
    organisation: Any = row.organisation
    page: Any = row.page.specific  # type: ignore[union-attr]
    live = type(page).objects.get(pk=page.pk) if page.live else None
    if live is not None:
        _anonymise(live, organisation).save_revision(changed=True, clean=False).publish()
    draft = page.get_latest_revision_as_object() if live is None or page.has_unpublished_changes else None
    if draft is not None:
        _anonymise(draft, organisation).save_revision(changed=True, clean=False)


def _anonymise(page: Any, organisation: Organisation) -> Any:
    other = nameless(organisation.family)
    content = page.serializable_data()
    for each in content.get("organisations", []):
        if each.get("organisation") == organisation.pk:
            each["organisation"] = other.pk
    slug = content["slug"]
    text, name = DjangoJSONEncoder().encode(content), organisation.label
    for _ in range(2):  # blocks of a stream are JSON within JSON
        name = json.dumps(name)[1:-1]
        text = text.replace(name, anonymous(organisation.family))
    changed = json.loads(text)
    return page.with_content_json(changed | {"slug": slug})
