from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "handrail.assurance.oversight"
    label = "assurance_oversight"
    verbose_name = "Oversight"
