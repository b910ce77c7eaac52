"""How a written name is compared with a known one."""


def make_match_key(name: str) -> str:
    """The name in the form in which names are matched: small letters, single spaces, straight apostrophes."""
    return " ".join(name.replace("’", "'").casefold().split())
