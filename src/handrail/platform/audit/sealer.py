"""Sealing every few seconds."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections
from django.dispatch import Signal
from django.utils import timezone

from handrail.platform.audit.sealing import seal_pending_records

__all__ = ["run_sealer", "seal_pending_records"]

RECENT = timedelta(minutes=10)  # longer than any request's transaction
FULL_EVERY = timedelta(hours=1)

trail_sealed = Signal()  # after each round that went well, with or without new records

log = logging.getLogger(__name__)


def run_sealer(stop: threading.Event, every: float, may_seal: Callable[[], bool] = lambda: True) -> None:
    """Seal again and again until told to stop: what is recent each time, the whole trail once an hour.

    Args:
        stop: is set to stop it.
        every: seconds between two rounds.
        may_seal: asked before each round; False while another machine seals.
    """
    full_at = timezone.now()
    while not stop.is_set():
        now = timezone.now()
        full = now >= full_at
        if _seal_once(full=full, may_seal=may_seal) and full:
            full_at = now + FULL_EVERY
        stop.wait(every)


def _seal_once(*, full: bool, may_seal: Callable[[], bool]) -> bool:
    """Seal once. Whatever went wrong, a database that is away or a row that cannot be read, is tried again."""
    close_old_connections()
    try:
        if not may_seal():
            return False
        seal_pending_records(since=None if full else timezone.now() - RECENT)
        trail_sealed.send(sender=None)
    except Exception:
        log.exception("Sealing failed and is tried again.")
        return False
    finally:
        close_old_connections()
    return True
