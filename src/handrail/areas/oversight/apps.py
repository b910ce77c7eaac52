from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "handrail.areas.oversight"
    label = "oversight"
    verbose_name = "Oversight"
