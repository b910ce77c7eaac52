"""May this be done now? A no to that question, apart from the door's."""


class NotNow(Exception):
    """What was asked cannot be done as things stand; the text says why and what to do, and goes on the form."""
