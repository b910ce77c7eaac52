from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "handrail.reference"
    label = "reference"
    verbose_name = "Reference"
