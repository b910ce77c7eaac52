"""Several texts as one run of bytes that no other texts give."""


def parts(*texts: str) -> bytes:
    """Each text after its own length, so that ("ab", "c") and ("a", "bc") differ."""
    return b"".join(_with_length(text.encode()) for text in texts)


def _with_length(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
