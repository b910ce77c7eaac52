"""An invented person: what they are called, how old they are, what they speak."""

from datetime import date, timedelta
from random import Random
from typing import Final

from handrail.demo import names, texts
from handrail.demo.kinds import PlannedPerson

NICKNAMES: Final = ("Red", "Ace", "Lala", "T", "Benny", "Kiki", "Star", "Coco", "Big Man", "Zee")
NATIONALITY: Final = {
    "sq": "Albanian",
    "ro": "Romanian",
    "vi": "Vietnamese",
    "ti": "Eritrean",
    "am": "Ethiopian",
    "apd": "Sudanese",
    "pl": "Polish",
    "lt": "Lithuanian",
    "bg": "Bulgarian",
    "ur": "Pakistani",
    "bn": "Bangladeshi",
    "hi": "Indian",
    "ml": "Indian",
    "cmn": "Chinese",
    "yo": "Nigerian",
    "ig": "Nigerian",
    "tw": "Ghanaian",
    "so": "Somali",
    "fa": "Iranian",
    "ps": "Afghan",
    "ckb": "Iraqi",
    "fil": "Filipino",
    "pt": "Brazilian",
    "en": "British",
    "cy": "British",
}
YEAR: Final = 365.25


def person(
    r: Random, on: date, age: str, area: str, *, born: date | None = None, sure_of_birth: bool | None = None
) -> PlannedPerson:
    """Somebody met on a day. Most give a name, some a nickname, some nothing yet."""
    gender = r.choices(("female", "male", "unknown"), (42, 56, 2))[0]
    tag = names.language(r)
    given = names.given(r, tag, gender)
    full = names.full(r, tag, given)
    called = r.choices((given, r.choice(NICKNAMES), ""), (86, 7, 7))[0]
    known = r.random() < 0.62 if sure_of_birth is None else sure_of_birth
    guessed = _born(r, on, age)
    asked = r.choices(("yes", "no", "not_asked"), (78, 14, 8))[0]
    return PlannedPerson(
        called=called,
        full_name=full if called == given and r.random() < 0.6 else "",
        born=(born or guessed) if known else None,
        age=age,
        gender=gender,
        language=tag,
        interpreter="no" if tag in ("en", "cy") else asked,
        nationality=NATIONALITY[tag],
        where_now=r.choice(texts.WHERE[area]),
    )


def _born(r: Random, on: date, age: str) -> date:
    """An adult may be of any age; a child is far enough from eighteen to stay one while the story lasts."""
    years = r.triangular(18.2, 63, 27) if age == "adult" else r.uniform(13.5, 16.4)
    return on - timedelta(days=round(years * YEAR))
