"""Compares the file of heads with the chain while the chain is walked."""

from collections.abc import Iterator
from datetime import datetime

from handrail.platform.audit.checkpoints import Checkpoint, InvalidCheckpointError, parse_checkpoint
from handrail.platform.audit.macs import macs_equal
from handrail.platform.audit.models import Link
from handrail.platform.audit.verification_report import VerificationReport


class CheckpointVerifier:
    """Reads the file as far as the walk has come, so that neither is held in memory.

    A copy that was kept elsewhere may end before the chain does; the file itself may not. Of heads that came by mail
    most are missing.
    """

    def __init__(
        self,
        lines: Iterator[str],
        report: VerificationReport,
        *,
        name: str = "the file of heads",
        is_copy: bool = False,
        is_sparse: bool = False,
    ) -> None:
        self._report, self._is_copy, self._is_sparse = report, is_copy or is_sparse, is_sparse
        self.name = name
        self.newest: datetime | None = None
        self._heads = self._parse_checkpoint_lines(lines)
        self._next = next(self._heads, None)

    def check(self, link: Link) -> None:
        """Compare the head of this link, where it has one in the chain or in the file."""
        while self._next and self._next.sequence < link.sequence:
            self._report_checkpoint_not_in_chain(self._next)
            self._advance_to_next_checkpoint()
        if self._next and self._next.sequence == link.sequence:
            self._compare_checkpoint_with_link(self._next, link)
            self._skip_checkpoints_up_to(link.sequence)
        elif link.is_head and not self._is_sparse and (self._next or not self._is_copy):
            self._report_fault(
                f"{self._subject} lacks the head of link {link.sequence}: it was cut, or lines are gone."
            )

    def finish(self, end: int) -> None:
        """What the file knows beyond the chain's end was cut off the chain."""
        beyond = 0
        while self._next:
            beyond = max(beyond, self._next.sequence)
            self._advance_to_next_checkpoint()
        if beyond:
            words = f"The chain ends at link {end}, but {self.name} knows link {beyond}."
            self._report.fault("cut", words)

    def _compare_checkpoint_with_link(self, head: Checkpoint, link: Link) -> None:
        if not (link.is_head and macs_equal(head.digest, link.digest)):
            self._report_fault(f"Link {link.sequence} is not the one whose head was written to {self.name}.")

    def _report_checkpoint_not_in_chain(self, head: Checkpoint) -> None:
        self._report_fault(
            f"{self._subject} knows link {head.sequence} at a place where the chain has no such head."
        )

    def _skip_checkpoints_up_to(self, sequence: int) -> None:
        while self._next and self._next.sequence == sequence:
            self._advance_to_next_checkpoint()

    def _advance_to_next_checkpoint(self) -> None:
        self._next = next(self._heads, None)

    def _parse_checkpoint_lines(self, lines: Iterator[str]) -> Iterator[Checkpoint]:
        for number, line in enumerate(lines, 1):
            try:
                head = parse_checkpoint(line)
            except InvalidCheckpointError:
                self._report_fault(f"Line {number} of {self.name} is not what the sealer wrote.")
            else:
                self.newest = head.at
                yield head

    @property
    def _subject(self) -> str:
        """The name at the beginning of a sentence."""
        return self.name[:1].upper() + self.name[1:]

    def _report_fault(self, words: str) -> None:
        self._report.fault("heads", words)
