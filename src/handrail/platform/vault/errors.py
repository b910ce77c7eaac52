"""The one error of the vault."""


class DecryptionError(Exception):
    """Sealed data could not be opened. Says why in general terms; never holds the data or a key."""
