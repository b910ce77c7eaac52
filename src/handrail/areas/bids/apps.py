from django.apps import AppConfig


class BidsConfig(AppConfig):
    name = "handrail.areas.bids"
    label = "bids"
    verbose_name = "Bids, pilots and evaluations"
