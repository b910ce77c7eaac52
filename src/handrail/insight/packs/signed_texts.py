"""The web pages of all signed packs, for the attack on our own published text."""

from collections.abc import Iterator

from handrail.insight.packs.models import SignedPackFile


def iterate_signed_pack_texts() -> Iterator[tuple[str, str]]:
    """Name and text of each."""
    rows = SignedPackFile.objects.filter(format="html").order_by("id")
    for signed_id, content in rows.values_list("signed_id", "content").iterator(chunk_size=50):
        yield f"pack {signed_id}", bytes(content).decode()
