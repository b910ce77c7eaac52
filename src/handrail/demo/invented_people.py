"""An invented person: what they are called, how old they are, what they speak."""

from datetime import date, timedelta
from random import Random
from typing import Final

from handrail.demo import person_names, sample_texts
from handrail.demo.plan_types import PlannedPerson

NICKNAMES: Final = ("Red", "Ace", "Lala", "T", "Benny", "Kiki", "Star", "Coco", "Big Man", "Zee")
NATIONALITY_BY_LANGUAGE: Final = {
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


def make_planned_person(
    r: Random, on: date, age: str, area: str, *, born: date | None = None, sure_of_birth: bool | None = None
) -> PlannedPerson:
    """Somebody met on a day. Most give a name, some a nickname, some nothing yet.

    Args:
        r: the source of chance, whose seed tells the case.
        on: the day.
        age: “adult”, “child” or “unsure”.
        area: the code of an area.
        born: a known birthday; None for one by chance.
        sure_of_birth: whether it is told; None for three in five.

    Returns:
        The person.
    """
    gender = r.choices(("female", "male", "unknown"), (42, 56, 2))[0]
    tag = person_names.pick_language_by_frequency(r)
    given = person_names.pick_given_name(r, tag, gender)
    full = person_names.make_full_name(r, tag, given)
    called = r.choices((given, r.choice(NICKNAMES), ""), (86, 7, 7))[0]
    known = r.random() < 0.62 if sure_of_birth is None else sure_of_birth
    guessed = _pick_birth_date(r, on, age)
    asked = r.choices(("yes", "no", "not_asked"), (78, 14, 8))[0]
    return PlannedPerson(
        called=called,
        full_name=full if called == given and r.random() < 0.6 else "",
        born=(born or guessed) if known else None,
        age=age,
        gender=gender,
        language=tag,
        interpreter="no" if tag in ("en", "cy") else asked,
        nationality=NATIONALITY_BY_LANGUAGE[tag],
        where_now=r.choice((sample_texts.WHERE | sample_texts.WHERE_IN_EVALUATED_AREAS)[area]),
    )


def _pick_birth_date(r: Random, on: date, age: str) -> date:
    """An adult may be of any age; a child is far enough from eighteen to stay one while the story lasts."""
    years = r.triangular(18.2, 63, 27) if age == "adult" else r.uniform(13.5, 16.4)
    return on - timedelta(days=round(years * YEAR))
