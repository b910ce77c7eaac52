"""Which bodies a report quotes: asked of the reports, which stand above calls."""


def quoted_by(call: str) -> frozenset[str] | None:
    """The codes of the bodies that the newest report of this call quotes; None where no report was begun."""
    return None
