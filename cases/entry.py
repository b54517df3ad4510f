"""A result being typed: which fields a shape needs, what is refused, how the site would read it."""

from cases.admin.result_preview import Around, sentences, warnings
from cases.figures.published_figures import PUBLISHED_FIELDS
from cases.figures.validation import check_relations, check_result, fields_of_shapes, series_points

__all__ = [
    "PUBLISHED_FIELDS",
    "Around",
    "check_relations",
    "check_result",
    "fields_of_shapes",
    "sentences",
    "series_points",
    "warnings",
]
