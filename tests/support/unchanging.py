"""Two answers are compared without what differs at every request."""

import re

CHANGING = re.compile(
    r'(csrfmiddlewaretoken" value|nonce|name="(once|back)" value|data-idle|data-oldest)="[^"]*"'
    r"|[0-9a-f]{8}-[0-9a-f-]{27}"
)


def leave_out_what_changes(page):
    """Tokens, the address to which a choice of language goes back, and the seconds that the session has left."""
    return CHANGING.sub("", page)
