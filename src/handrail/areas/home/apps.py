from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "handrail.areas.home"
    label = "home"
    verbose_name = "Home"
