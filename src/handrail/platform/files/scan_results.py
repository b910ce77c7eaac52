"""How a paper stands with the scanner, and what may be done with it then."""

from django.db.models import TextChoices


class VirusScanState(TextChoices):
    """Held until somebody's scanner has looked at it."""

    WAITING = "waiting", "Not scanned yet"
    CLEAN = "clean", "No viruses found"
    INFECTED = "infected", "Harmful content found"


OPEN_WARNINGS: dict[VirusScanState, str] = {
    VirusScanState.CLEAN: "",
    VirusScanState.WAITING: (
        "This document has not been scanned yet. Open it only if you must, and confirm first."
    ),
    VirusScanState.INFECTED: (
        "The virus scan found something harmful in this document. It stays locked. Ask for it "
        "again another way."
    ),
}
"""What stands in the way of opening it; nothing where it was found clean."""
