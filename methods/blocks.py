"""Building blocks of a method: a step, a condition, a thing you need."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from core.text import rich_text


class ExampleBlock(blocks.StructBlock):
    """Something to copy: a letter line, a sentence to say, a checklist or questions."""

    kind = blocks.ChoiceBlock(
        label="Soort",
        choices=[
            ("sentence", "Voorbeeldzin"),
            ("letter", "Voorbeeldtekst voor een bericht"),
            ("checklist", "Checklist"),
            ("questions", "Vragenlijst"),
        ],
    )
    title = blocks.CharBlock(label="Titel", max_length=255)
    text = blocks.RichTextBlock(label="Tekst", features=rich_text.TEXT)

    class Meta:
        label = "Voorbeeld"
        icon = "clipboard-list"


class StepBlock(blocks.StructBlock):
    """One step: what to do, who does it, how long it takes and what you have afterwards."""

    title = blocks.CharBlock(label="Wat ga je doen?", max_length=255)
    text = blocks.RichTextBlock(
        label="Hoe doe je dat?", features=rich_text.TEXT, help_text="Zo concreet dat een collega maandag kan beginnen."
    )
    who = blocks.CharBlock(label="Wie", max_length=255, help_text="Een rol, geen naam.")
    duration = blocks.CharBlock(label="Hoe lang", max_length=255, help_text="Zoals ‘een dagdeel’ of ‘2 weken’.")
    outcome = blocks.CharBlock(label="Wat je daarna hebt", max_length=255)
    pitfall = blocks.CharBlock(label="Valkuil", max_length=400, required=False)
    example = blocks.ListBlock(ExampleBlock(), label="Voorbeeld om over te nemen", default=[], max_num=1)

    class Meta:
        label = "Stap"
        icon = "list-ol"
        template = "streamfield/step.html"


class ConditionBlock(blocks.CharBlock):
    """One condition, in one sentence."""

    class Meta:
        label = "Voorwaarde"
        icon = "check"


class MaterialBlock(blocks.StructBlock):
    """Something you need: a list, a template, a tool."""

    title = blocks.CharBlock(label="Titel", max_length=255)
    text = blocks.CharBlock(label="Waarvoor", max_length=400, required=False)
    url = blocks.URLBlock(label="Adres", required=False)

    class Meta:
        label = "Materiaal"
        icon = "doc-full"


class LawBlock(blocks.StructBlock):
    """A law, rule or agreement and what it asks of whoever uses the method.

    Without a source it is a question to put to a lawyer of your own.
    """

    rule = blocks.CharBlock(label="Wet of afspraak", max_length=255, help_text="De naam, zoals mensen die opzoeken.")
    asks = blocks.CharBlock(
        label="Wat vraagt dit van je?",
        max_length=400,
        help_text="Geen bron? Schrijf dan de vraag op die een lezer aan de eigen jurist kan stellen.",
    )
    source_title = blocks.CharBlock(label="Bron", max_length=255, required=False)
    source_url = blocks.URLBlock(label="Adres van de bron", required=False)
    read_on = blocks.DateBlock(label="Gelezen op", required=False)

    class Meta:
        label = "Wet of afspraak"
        icon = "title"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["source_url"] and not cleaned["source_title"]:
            raise blocks.StructBlockValidationError(
                {"source_title": ValidationError("Geef de bron een titel: die ziet de lezer.")}
            )
        if cleaned["source_title"] and not cleaned["read_on"]:
            raise blocks.StructBlockValidationError(
                {"read_on": ValidationError("Zeg wanneer je de bron las. Regels veranderen.")}
            )
        return cleaned


class ChangeBlock(blocks.StructBlock):
    """A public change note."""

    date = blocks.DateBlock(label="Datum")
    text = blocks.CharBlock(label="Wat is er veranderd?", max_length=400)

    class Meta:
        label = "Wijziging"
        icon = "history"
