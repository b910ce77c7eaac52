"""A small index of the progress update of 2021, made by reading it: under each heading, in order, the area names that
each bullet has in bold. These are facts of the text; its sentences are not here."""

from typing import Final

INDEX: Final[tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]] = (
    (
        "Victims' services",
        (
            ("Cambridgeshire",),
            ("Devon and Cornwall",),
            ("Essex",),
            ("Hertfordshire",),
            ("Surrey",),
            ("Cheshire",),
            ("West Midlands",),
        ),
    ),
    (
        "Force OPCC collaboration",
        (
            ("Gloucestershire",),
            ("Cumbria",),
            ("Dyfed Powys",),
            ("Bedfordshire",),
            ("Staffordshire",),
            ("Suffolk",),
            ("Greater Manchester",),
            ("Suffolk",),
            ("Durham",),
            ("Dyfed Powys",),
            ("Essex",),
            ("Cheshire",),
            ("Cleveland",),
        ),
    ),
    ("Partnership working", (("Greater Manchester",), ("Cleveland",), ("Merseyside",))),
    ("Challenges", ()),
    ("Languages", (("Cambridgeshire",),)),
    (
        "Engagement with victims both in and outside of the NRM",
        ((), ("West Midlands",), ("Avon and Somerset",), ("Humberside",), ("Wiltshire",)),
    ),
    (
        "Securing Accommodation",
        (("Cumbria",), ("Hampshire",), ("West Yorkshire",), ("West Mercia",), ("The Home Office",)),
    ),
    ("Covid-19", ((), ("MOPAC",))),
    (
        "Continuous improvement",
        (
            ("Devon and Cornwall", "Devon and Cornwall"),
            ("Dyfed Powys",),
            ("Hampshire",),
            ("Lincolnshire",),
            ("Leicestershire",),
            ("Wiltshire",),
            ("Warwickshire",),
            ("Suffolk",),
            ("Nottinghamshire",),
            ("North Wales",),
            ("MOPAC",),
            ("Avon and Somerset",),
        ),
    ),
)
NOT_ASKED: Final = "The Home Office"


def bullets() -> list[tuple[str, int, tuple[str, ...]]]:
    """Each bullet: its heading, its number under it, the names in bold."""
    return [(heading, number, names) for heading, found in INDEX for number, names in enumerate(found, 1)]
