"""The account that text messages go through: read by the settings, before any model may be imported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextMessageService:
    """The account that text messages go through."""

    api_key: str
    template_id: str
    base_url: str = ""  # "" for Notify's own
