"""Choosers of the long lists: search, pick, and make a new word in place."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from vocabulary.forms import NewWordForm, new_form_class
from vocabulary.models import Indicator, Organisation, Product


class _DetailColumns:
    """Adds columns that tell words with the same name apart."""

    detail_columns: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> list[Any]:
        found: list[Any] = super().columns  # type: ignore[misc]
        return found + [Column(accessor, label=label, accessor=accessor) for accessor, label in self.detail_columns]


class WordChooserViewSet(SnippetChooserViewSet):  # type: ignore[misc]
    """Offers only words that have not ended. A word that is chosen already stays, whatever its end."""

    per_page = 20
    create_action_label = "Nieuw maken"

    def get_object_list(self) -> Any:
        return self.model.objects.filter(self.model.current_now())


class _OrganisationColumns(_DetailColumns):
    detail_columns = (("family", "Familie"), ("country", "Land"))


class _IndicatorColumns(_DetailColumns):
    detail_columns = (("get_unit_display", "Eenheid"), ("get_better_display", "Wat is beter"))


class OrganisationChooserViewSet(WordChooserViewSet):
    choose_view_class = type("ChooseOrganisation", (_OrganisationColumns, ChooseView), {})
    choose_results_view_class = type("ChooseOrganisationResults", (_OrganisationColumns, ChooseResultsView), {})
    creation_form_class: type[NewWordForm] = new_form_class(Organisation, ["label", "family", "country", "uri"])


class ProductChooserViewSet(WordChooserViewSet):
    creation_form_class: type[NewWordForm] = new_form_class(Product, ["label", "uri"])


class IndicatorChooserViewSet(WordChooserViewSet):
    choose_view_class = type("ChooseIndicator", (_IndicatorColumns, ChooseView), {})
    choose_results_view_class = type("ChooseIndicatorResults", (_IndicatorColumns, ChooseResultsView), {})
    creation_form_class: type[NewWordForm] = new_form_class(Indicator, ["label", "unit", "better", "question"])
