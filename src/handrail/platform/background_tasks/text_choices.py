"""States of a file that is being made, what may be counted while it is, and why it was not made."""

from django.db import models


class FileState(models.TextChoices):
    """Where a file stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Not made"
    CANCELLED = "cancelled", "Cancelled"


OPEN_STATES = (FileState.WAITING, FileState.RUNNING)


class TaskTrouble(models.TextChoices):
    """Why a file was not made, in the words that whoever asked reads."""

    FAILED = (
        "failed",
        "Something went wrong. Ask for the file again. If it fails again, tell your administrator.",
    )
    NOT_ALLOWED = (
        "not_allowed",
        "Your access changed before it was made. Check what you can open, then ask again.",
    )
    NOT_POSSIBLE = (
        "not_possible",
        "What it is made from has changed. Open the page again.",
    )
    TOO_LARGE = "too_large", "It would be too large. Choose less and ask again."
    GAVE_UP = "gave_up", "It was started several times and did not finish. Tell your administrator."


class CountedUnit(models.TextChoices):
    """What is counted while a file is made."""

    CASE = "case", "case"
    STEP = "step", "step"
