from django.apps import AppConfig


class LinkingConfig(AppConfig):
    name = "handrail.linking"
    label = "linking"
