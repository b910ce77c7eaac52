from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "handrail.assurance.calls"
    label = "assurance_calls"
    verbose_name = "Calls"
