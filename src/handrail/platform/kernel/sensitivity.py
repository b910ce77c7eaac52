"""How much a stored field says about a person. Every field of every model is in one of these classes."""

from enum import Enum


class Sensitivity(Enum):
    """The class of a field, with what follows from it. "The person" is the one who is supported."""

    PLAIN = "says nothing about the person: codes, numbers, the system's own dates, who recorded it"
    PERSONAL = "about the person, but not who or where they are; or about somebody at work"
    IDENTITY = "tells who or where the person is, or holds words about them: ciphertext only"
    SECRET = "opens something: a key, a password"

    @property
    def must_be_unreadable(self) -> bool:
        """Whether the database may hold it only sealed, wrapped or hashed."""
        return self in (Sensitivity.IDENTITY, Sensitivity.SECRET)


def classify_fields(
    model: str, *, plain: str = "", personal: str = "", identity: str = "", secret: str = ""
) -> dict[str, Sensitivity]:
    """The classes of one model's fields, each list as words with spaces between them."""
    lists = {
        Sensitivity.PLAIN: plain,
        Sensitivity.PERSONAL: personal,
        Sensitivity.IDENTITY: identity,
        Sensitivity.SECRET: secret,
    }
    return {f"{model}.{field}": kind for kind, fields in lists.items() for field in fields.split()}
