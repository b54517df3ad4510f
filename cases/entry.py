"""A result being typed: which fields a shape needs, what is refused, how the site would read it."""

from cases.admin.result_preview import Around, sentences, warnings
from cases.figures.validation import check_result, fields_of_shapes

__all__ = [
    "Around",
    "check_result",
    "fields_of_shapes",
    "sentences",
    "warnings",
]
