"""What somebody chooses, to subscribe and to change it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms

from core.submissions.forms import PlainEmail
from core.text.numbers import sentence_case
from news.newsletter.models import Rhythm
from news.newsletter.topics import topics
from vocabulary.models import OrganisationType, Theme

_UNKNOWN = {"invalid_choice": "Deze keuze is er niet (meer). Kies uit de lijst."}


_words_field = partial(
    forms.MultipleChoiceField, required=False, widget=forms.CheckboxSelectMultiple, error_messages=_UNKNOWN
)


class ChoiceForm(forms.Form):
    """Topics, families and themes as lists of slugs, as a subscriber keeps them."""

    topics = forms.MultipleChoiceField(
        label="Waarover wil je mail?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één onderwerp.", **_UNKNOWN},
    )
    families = _words_field(label="Voor welke organisaties?")
    themes = _words_field(label="Over welke thema’s?")
    rhythm = forms.ChoiceField(
        label="Hoe vaak?",
        choices=Rhythm.choices,
        initial=Rhythm.WEEKLY,
        error_messages={"required": "Kies hoe vaak je mail wilt.", **_UNKNOWN},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, list[tuple[str, str]]] = {
            "topics": list(topics().items()),
            "families": _words(OrganisationType),
            "themes": _words(Theme),
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class SubscribeForm(ChoiceForm):
    email = PlainEmail(
        label="Je e-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres is te lang. Gebruik een korter adres.",
        },
    )


def _words(model: Any) -> list[tuple[str, str]]:
    """The words of a list that are current."""
    words = model.objects.filter(model.current_now())
    return [(word.slug, sentence_case(getattr(word, "plural", "") or word.label)) for word in words]
