"""The heads of the audit trail in the key store: whoever writes to the main database alone cannot cut these."""

from collections.abc import Iterator, Sequence

from handrail.platform.vault.models import CheckpointCopy

CHUNK = 2000


class KeyStoreCheckpointCopyStore:
    """A place of checkpoints (platform/audit/checkpoint_copy_stores.py), named in the settings."""

    name = "the copy in the key store"

    def read_newest_line(self) -> str:
        """The last line; "" where there is none."""
        return CheckpointCopy.objects.order_by("-sequence").values_list("line", flat=True).first() or ""

    def append_lines(self, lines: Sequence[str]) -> None:
        """Keep these too. One that is there stays as it is: of two sealers at once each keeps it."""
        rows = (CheckpointCopy(sequence=int(line.partition(" ")[0]), line=line) for line in lines)
        CheckpointCopy.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)

    def read_lines(self) -> Iterator[str]:
        """Those that are there at this moment."""
        newest = CheckpointCopy.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        rows = CheckpointCopy.objects.filter(sequence__lte=newest).order_by("sequence")
        return rows.values_list("line", flat=True).iterator(CHUNK)
