"""What mail and text services tell afterwards: that something they took could not be delivered."""

from typing import Any, Final

from anymail.signals import AnymailTrackingEvent, EventType

from handrail.platform.outbox.actions.delivery import record_undelivered_message

NOTIFY_FAULTS: Final = {
    "permanent-failure": "the address or number does not exist",
    "temporary-failure": "the mailbox is full, or the phone was off for three days",
    "technical-failure": "the service failed",
}
"""Source: https://docs.notifications.service.gov.uk/rest-api.html, “Delivery receipts” and “Status descriptions”."""
ANYMAIL_FAULTS: Final = {
    EventType.BOUNCED: "the mailbox refused it",
    EventType.REJECTED: "the mail service refused it",
    EventType.FAILED: "the mail service failed",
}


def record_report_of_notify(report: dict[str, Any]) -> None:
    """Keep what GOV.UK Notify says of one mail or text message; that it was delivered is passed over."""
    if fault := NOTIFY_FAULTS.get(str(report.get("status"))):
        record_undelivered_message(str(report.get("id") or ""), fault)


def record_report_of_mail_service(sender: Any, event: AnymailTrackingEvent, **_: Any) -> None:
    """A receiver of anymail's signal: what was not delivered is kept, the rest is passed over."""
    if fault := ANYMAIL_FAULTS.get(event.event_type):
        record_undelivered_message(str(event.message_id or ""), fault)
