"""The outbox as an app of Django."""

from anymail.signals import tracking
from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Messages; what a mail service reports of them comes by anymail's signal."""

    name = "handrail.platform.outbox"
    label = "outbox"
    verbose_name = "Messages"

    def ready(self) -> None:
        """Listen to delivery reports."""
        from handrail.platform.outbox.delivery_reports import record_report_of_mail_service  # noqa: PLC0415 - models are ready now

        tracking.connect(record_report_of_mail_service, dispatch_uid="outbox")
