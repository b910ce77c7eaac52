from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "handrail.platform.reference"
    label = "reference"
    verbose_name = "Reference"
