"""The reference that the competent authority gives: kept sealed, found again through a blind index."""


def get_blind_index_scope(owner_id: int) -> str:
    """The blind index of national references, apart for each body that holds cases."""
    return f"national-reference:{owner_id}"


def normalise_national_reference(reference: str) -> str:
    """A national reference as it is compared: letters and digits alone, in capitals."""
    return "".join(character for character in reference.upper() if character.isalnum())
