"""Seal the audit trail."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from handrail.platform.audit.sealer import run_sealer, seal_pending_records


class Command(BaseCommand):
    help = "Seal what was written to the audit trail: once, or every few seconds until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, this often")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"]:
            self._go_on(options["every"])
        else:
            self.stdout.write(f"Records sealed: {seal_pending_records():,}.")

    def _go_on(self, every: float) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write(f"Sealing every {every:g} seconds. Ctrl-C stops.")
        run_sealer(stop, every)
