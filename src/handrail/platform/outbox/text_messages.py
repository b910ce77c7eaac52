"""Text messages through GOV.UK Notify, where the installation has an account there.

Source: https://docs.notifications.service.gov.uk/python.html. The template of the account is one field, ((text)).
"""

from django.conf import settings

from handrail.platform.outbox.govuk_notify import make_notify_client
from handrail.platform.outbox.mobile_numbers import format_mobile_number_for_sending
from handrail.platform.outbox.text_message_service import TextMessageService


class NoTextMessageServiceError(Exception):
    """The installation has none any more: what waits cannot be sent."""


def send_text_message(number: str, text: str) -> str:
    """Hand one text message over.

    Args:
        number: as its owner typed it.
        text: the whole message.

    Returns:
        The number that the service gave it, which its delivery report names.

    Raises:
        NoTextMessageServiceError: there is no service.
        notifications_python_client.errors.HTTPError: it refused.
    """
    service: TextMessageService | None = settings.TEXT_MESSAGES
    if service is None:
        raise NoTextMessageServiceError("No text message service is set")
    client = make_notify_client(service.api_key, service.base_url)
    answer = client.send_sms_notification(
        phone_number=format_mobile_number_for_sending(number),
        template_id=service.template_id,
        personalisation={"text": text},
    )
    return str(answer["id"])
