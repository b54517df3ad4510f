"""Building blocks of a method: a step, a condition, a thing you need."""

from __future__ import annotations

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


class ChangeBlock(blocks.StructBlock):
    """A public change note."""

    date = blocks.DateBlock(label="Datum")
    text = blocks.CharBlock(label="Wat is er veranderd?", max_length=400)

    class Meta:
        label = "Wijziging"
        icon = "history"
