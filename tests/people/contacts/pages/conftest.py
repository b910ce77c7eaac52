"""A case with tasks, contacts, dependants and a handover that waits for an answer; and another that is closed."""

from support.contacts_pages import worked  # noqa: F401
