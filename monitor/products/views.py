"""`/producten/<slug>/`: the page that editors made of a product, or else what is known of it anyhow."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from core.text.numbers import sentence_case
from core.visibility import public_pages
from monitor.products.models import ProductPage
from monitor.products.published import known_of
from vocabulary.models import Product


@require_safe
def product_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A product without a page shows the cases and methods that name it, and what is stated of it."""
    product = Product.objects.filter(slug=slug).first()
    pages = public_pages(ProductPage.objects.all())
    if product is None or pages.filter(slug=slug).exists():
        response: HttpResponseBase = serve(request, request.path.lstrip("/"))
        return response
    if page := pages.filter(product=product).first():
        return redirect(page.get_url(), permanent=True)
    return _without_page(request, product)


def _without_page(request: HttpRequest, product: Product) -> HttpResponse:
    blocks = [block for block in known_of(product) if block.cards]
    context = {
        "title": sentence_case(product.label),
        "product": product,
        "blocks": blocks,
        "canonical_path": request.path,
        "noindex": True,
        "above": [("Producten", "/producten/")],
    }
    return render(request, "monitor/product_without_page.html", context)
