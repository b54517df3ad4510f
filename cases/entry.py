"""A result being typed: which fields a shape needs, what is refused, how the site would read it."""

from cases.admin.result_preview import Around, sentences, warnings
from cases.figures.published_figures import PUBLISHED_FIELDS
from cases.figures.validation import check_relations, check_result, fields_of_shapes, series_points
from cases.results.typed_result import as_text, contrast_of, form_fields, result_of

__all__ = [
    "PUBLISHED_FIELDS",
    "Around",
    "as_text",
    "check_relations",
    "check_result",
    "contrast_of",
    "fields_of_shapes",
    "form_fields",
    "result_of",
    "sentences",
    "series_points",
    "warnings",
]
