"""E-mail through GOV.UK Notify: a mailer as Django knows it. The template of the account is ((subject)) and ((body)).

Source: https://docs.notifications.service.gov.uk/python.html.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.notifications import NotificationsAPIClient

NOTIFY: Final = "https://api.notifications.service.gov.uk"
PATIENCE: Final = 20  # seconds


def make_notify_client(api_key: str, base_url: str = "") -> Any:
    """A client of the account, which has no types: not shared between threads, as its makers ask."""
    make: Any = NotificationsAPIClient
    return make(api_key, base_url=base_url or NOTIFY, timeout=PATIENCE)


class NotifyEmailBackend(BaseEmailBackend):
    """Hands each mail to Notify and keeps the number that it gave as the mail's `provider_reference`."""

    def __init__(self, *, api_key: str, template_id: str, base_url: str = "", **options: Any) -> None:
        super().__init__(**options)
        self._api_key, self._template_id, self._base_url = api_key, template_id, base_url

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand them over one by one; whatever the client raises ends the round of this mail."""
        client = make_notify_client(self._api_key, self._base_url)
        for message in email_messages:
            for address in message.recipients():
                answer = client.send_email_notification(
                    email_address=address,
                    template_id=self._template_id,
                    personalisation={"subject": message.subject, "body": message.body},
                )
                message.provider_reference = str(answer["id"])  # type: ignore[attr-defined]
        return len(email_messages)
