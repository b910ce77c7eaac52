from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "handrail.areas.calls"
    label = "calls"
    verbose_name = "Requests"
