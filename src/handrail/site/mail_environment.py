"""Which way mail and text messages go, as the environment says."""

import json
import os
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from handrail.platform.outbox.text_message_service import TextMessageService
from handrail.site.environment import (
    get_flag_variable,
    get_text_variable,
    raise_unless_connection_encrypted,
    read_variable,
)

SERVICE: Final = "HANDRAIL_MAIL_SERVICE"
NOTIFY: Final = "govuk_notify"
ANYMAIL_SERVICES: Final = ("brevo", "mailjet", "postmark", "sendgrid", "sparkpost")
"""Those whose delivery reports prove themselves by a password, and need nothing else to be set."""


def get_email_settings(kept: Path) -> dict[str, Any]:
    """Mail goes through a service or to a server where one is named, else into a folder in which each mail is a file.

    Args:
        kept: the folder.

    Returns:
        Django's settings of one mailer: BACKEND and OPTIONS.

    Raises:
        ImproperlyConfigured: a service is not known or its options are missing, or mail would go in clear.
    """
    service = os.environ.get(SERVICE)
    if service == NOTIFY:
        account = _get_service_options(SERVICE, ("api_key", "template_id"))
        return {"BACKEND": "handrail.platform.outbox.govuk_notify.NotifyEmailBackend", "OPTIONS": account}
    if service:
        name = get_mail_service_name()
        return {"BACKEND": f"anymail.backends.{name}.EmailBackend", "OPTIONS": _get_service_options(SERVICE)}
    host = os.environ.get("HANDRAIL_MAIL_HOST")
    if not host:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(kept)},
        }
    uses_tls = get_flag_variable("HANDRAIL_MAIL_TLS", default=True)
    raise_unless_connection_encrypted(
        "Mail", host, is_encrypted=uses_tls, mend="Leave HANDRAIL_MAIL_TLS out."
    )
    options: dict[str, Any] = {
        "host": host,
        "port": int(get_text_variable("HANDRAIL_MAIL_PORT", "587")),
        "username": get_text_variable("HANDRAIL_MAIL_USER", ""),
        "password": get_text_variable("HANDRAIL_MAIL_PASSWORD", ""),
        "use_tls": uses_tls,
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def get_mail_service_name() -> str:
    """Which of anymail's services mail goes through, or "" for another way.

    Raises:
        ImproperlyConfigured: it is none that is known.
    """
    name = os.environ.get(SERVICE) or ""
    if name in ("", NOTIFY):
        return ""
    if name not in ANYMAIL_SERVICES:
        raise ImproperlyConfigured(
            f"{SERVICE} must be {NOTIFY} or one of {', '.join(ANYMAIL_SERVICES)}, not {name!r}."
        )
    return name


def get_text_message_service(name: str) -> TextMessageService | None:
    """GOV.UK Notify for text messages, where the installation has an account there.

    Args:
        name: the variable, which says `govuk_notify` or is not set.

    Returns:
        The account, or None: nobody gets a text message.

    Raises:
        ImproperlyConfigured: another service is named, or an option is missing.
    """
    service = os.environ.get(name)
    if not service:
        return None
    if service != NOTIFY:
        raise ImproperlyConfigured(f"{name} must be {NOTIFY}, or left out, not {service!r}.")
    return TextMessageService(**_get_service_options(name, ("api_key", "template_id")))


def _get_service_options(name: str, needed: tuple[str, ...] = ()) -> dict[str, str]:
    """The options of a service: a JSON object in NAME_OPTIONS, which is a secret and can come from a file."""
    variable = f"{name}_OPTIONS"
    try:
        options = json.loads(read_variable(variable) or "{}")
    except json.JSONDecodeError:
        options = None
    if not isinstance(options, dict):
        raise ImproperlyConfigured(f'{variable} must be a JSON object such as {{"api_key": "..."}}.')
    if missing := [one for one in needed if not options.get(one)]:
        raise ImproperlyConfigured(f"{variable} lacks {' and '.join(missing)}.")
    return {str(key): value for key, value in options.items()}
