from django.apps import AppConfig


class MonitorConfig(AppConfig):
    name = "monitor"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        from core.published import offer
        from monitor.white_spots.offer import white_spots_of

        offer(white_spots_of)
