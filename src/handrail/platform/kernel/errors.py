"""May this be done now? A no to that question, apart from the door's; and two people who save at once."""


class ActionNotAllowed(Exception):
    """What was asked cannot be done as things stand; the text says why and what to do, and goes on the form."""


class ConcurrentEditError(Exception):
    """Somebody else changed this after you opened the page. Both versions are shown; choose, and save again."""
