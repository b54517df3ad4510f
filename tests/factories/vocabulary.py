"""Words for tests: every call makes a new one, and every word is valid."""

from __future__ import annotations

from typing import Generic, TypeVar

import factory
from factory.django import DjangoModelFactory

from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme

T = TypeVar("T", bound=Term)


class WordFactory(DjangoModelFactory[T], Generic[T]):
    class Meta:
        abstract = True

    sort_order = factory.Sequence(lambda n: n)


class FamilyFactory(WordFactory[OrganisationType]):
    class Meta:
        model = OrganisationType

    slug = factory.Sequence(lambda n: f"familie-{n}")
    label = factory.Sequence(lambda n: f"familie {n}")
    plural = factory.Sequence(lambda n: f"families {n}")


class OrganisationFactory(WordFactory[Organisation]):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"organisatie-{n}")
    label = factory.Sequence(lambda n: f"Organisatie {n}")
    family = factory.SubFactory(FamilyFactory)


class ChannelFactory(WordFactory[Channel]):
    class Meta:
        model = Channel

    slug = factory.Sequence(lambda n: f"kanaal-{n}")
    label = factory.Sequence(lambda n: f"kanaal {n}")


class ThemeFactory(WordFactory[Theme]):
    class Meta:
        model = Theme

    slug = factory.Sequence(lambda n: f"thema-{n}")
    label = factory.Sequence(lambda n: f"Thema {n}")
    look = Theme.Look.KANAALSTURING


class BarrierFactory(WordFactory[Barrier]):
    class Meta:
        model = Barrier

    slug = factory.Sequence(lambda n: f"belemmering-{n}")
    label = factory.Sequence(lambda n: f"belemmering {n}")
    sentence = factory.Sequence(lambda n: f"Mensen doen stap {n} niet.")
    code = factory.Sequence(lambda n: f"T{n % 1000}")


class ProductFactory(WordFactory[Product]):
    class Meta:
        model = Product

    slug = factory.Sequence(lambda n: f"product-{n}")
    label = factory.Sequence(lambda n: f"product {n}")


class IndicatorFactory(WordFactory[Indicator]):
    class Meta:
        model = Indicator

    slug = factory.Sequence(lambda n: f"indicator-{n}")
    label = factory.Sequence(lambda n: f"indicator {n}")
    unit = Indicator.Unit.PERCENT
    better = Indicator.Better.HIGHER
