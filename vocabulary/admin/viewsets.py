"""The word lists in the editor's admin, as one group in the menu."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from vocabulary.admin.choosers import (
    IndicatorChooserViewSet,
    OrganisationChooserViewSet,
    ProductChooserViewSet,
    WordChooserViewSet,
)
from vocabulary.admin.filters import WordFilterSet, filterset_for
from vocabulary.admin.views import WordDeleteView, WordIndexView, WordUsageView
from vocabulary.forms import WordForm
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Theme

_USED = Column("page_count", label="Pagina's")
_ENDED = Column("ended_on", label="Vervalt op", sort_key="ended_on")


class WordViewSet(SnippetViewSet):  # type: ignore[misc]
    """A list of words: slugs that stay, usage in view, ending instead of deleting."""

    index_view_class = WordIndexView
    usage_view_class = WordUsageView
    delete_view_class = WordDeleteView
    chooser_viewset_class = WordChooserViewSet
    copy_view_enabled = False
    list_per_page = 50
    list_filter: Any = []
    list_display: Any = ["label", "slug", _USED, _ENDED]
    search_fields = ["label", "slug"]
    search_backend_name = None

    @cached_property
    def filterset_class(self) -> type[WordFilterSet]:
        return filterset_for(self.model, self.list_filter)

    def get_edit_handler(self) -> Any:
        handler = ObjectList(self.model.panels, base_form_class=WordForm)
        return handler.bind_to_model(self.model)


class OrganisationViewSet(WordViewSet):
    model = Organisation
    icon = "home"
    menu_order = 100
    chooser_viewset_class = OrganisationChooserViewSet
    list_display = ["label", "family", "country", _USED, _ENDED]
    list_filter = ["family", "country"]


class ProductViewSet(WordViewSet):
    model = Product
    icon = "form"
    menu_order = 200
    chooser_viewset_class = ProductChooserViewSet


class IndicatorViewSet(WordViewSet):
    model = Indicator
    icon = "order"
    menu_order = 300
    chooser_viewset_class = IndicatorChooserViewSet
    list_display = ["label", "get_unit_display", "get_better_display", _USED, _ENDED]
    list_filter = ["unit", "better"]


class ThemeViewSet(WordViewSet):
    model = Theme
    icon = "folder-open-inverse"
    menu_order = 400


class FamilyViewSet(WordViewSet):
    model = OrganisationType
    icon = "group"
    menu_order = 500


class ChannelViewSet(WordViewSet):
    model = Channel
    icon = "mail"
    menu_order = 600


class BarrierViewSet(WordViewSet):
    model = Barrier
    icon = "warning"
    menu_order = 700
    list_display = ["sentence", "label", "code", _USED, _ENDED]


class VocabularyGroup(SnippetViewSetGroup):  # type: ignore[misc]
    items = (
        OrganisationViewSet,
        ProductViewSet,
        IndicatorViewSet,
        ThemeViewSet,
        FamilyViewSet,
        ChannelViewSet,
        BarrierViewSet,
    )
    menu_label = "Woordenlijsten"
    menu_name = "woordenlijsten"
    menu_icon = "list-ul"
    menu_order = 300
