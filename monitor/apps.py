from django.apps import AppConfig


class MonitorConfig(AppConfig):
    name = "monitor"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        from django.urls import reverse

        from accounts import rights
        from core.http import sitemap
        from core.published import offer, register
        from monitor.calculator.offer import calculator_of
        from monitor.products.published import PRODUCTS
        from monitor.published import SERIES
        from monitor.white_spots.offer import white_spots_of

        register(SERIES)
        register(PRODUCTS)
        offer(calculator_of)
        offer(white_spots_of)
        sitemap.add(lambda: [reverse(name) for name in ("white_spots", "white_spots_measures", "calculator")])
        rights.declare(
            rights.PUBLISHER,
            "Opmerkingen bij cijferreeksen",
            "monitor",
            "seriesremark",
            actions=rights.HANDLE,
        )
        rights.declare(
            rights.PUBLISHER,
            "Productscans die iemand wil delen",
            "monitor",
            "scanpublication",
            actions=rights.HANDLE,
        )
        self._scan()

    def _scan(self) -> None:
        from datetime import timedelta

        from core import jobs
        from core.http import sitemap
        from core.secret_addresses import addresses
        from monitor.scan import page, ranges, scans, signal_handlers, views  # noqa: F401

        addresses.serve(scans.KIND, page.scan_page)
        jobs.register("product-scan-ranges", ranges.renew, every=timedelta(days=30))
        sitemap.add(views.sitemap_paths)
