from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "handrail.platform.outbox"
    label = "outbox"
    verbose_name = "Messages"
