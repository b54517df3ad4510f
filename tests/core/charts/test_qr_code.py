from __future__ import annotations

from core.charts.qr_code import qr_code


def test_an_address_is_one_drawing_that_the_content_policy_allows() -> None:
    drawn = qr_code("https://voorbeeld.nl/m/31")
    assert drawn.startswith('<svg aria-hidden="true" focusable="false"')
    assert "style" not in drawn
    assert 'class="od-qr"' in drawn and "viewBox" in drawn
    assert drawn == qr_code("https://voorbeeld.nl/m/31")
    assert drawn != qr_code("https://voorbeeld.nl/m/32")
