"""Building blocks of a case."""

from __future__ import annotations

from wagtail import blocks


class LessonBlock(blocks.StructBlock):
    """What others can learn from it."""

    title = blocks.CharBlock(label="Les", max_length=255)
    text = blocks.TextBlock(label="Uitleg", required=False, rows=3)

    class Meta:
        label = "Les"
        icon = "pick"
