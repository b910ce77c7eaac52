"""Several texts as one run of bytes that no other texts give."""


def encode_length_prefixed_parts(*texts: str) -> bytes:
    """Each text after its own length, so that ("ab", "c") and ("a", "bc") differ."""
    return b"".join([len(data).to_bytes(4, "big") + data for data in map(str.encode, texts)])
