from django.apps import AppConfig


class BagsConfig(AppConfig):
    name = "handrail.people.bags"
    label = "bags"
    verbose_name = "Bags"
