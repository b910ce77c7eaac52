from django.apps import AppConfig


class CommissioningConfig(AppConfig):
    name = "handrail.areas.commissioning"
    label = "commissioning"
    verbose_name = "Commissioning"
