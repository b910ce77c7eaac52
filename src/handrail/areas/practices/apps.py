from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "handrail.areas.practices"
    label = "practices"
    verbose_name = "Practices"
