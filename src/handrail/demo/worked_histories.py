"""The worked histories, each as the case of an invented person, with its own dates."""

import json
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Final

from handrail.demo import sample_texts
from handrail.demo.invented_people import make_planned_person
from handrail.demo.phone_numbers import make_phone_number
from handrail.demo.plan_types import (
    PlannedCase,
    PlannedContactChannel,
    PlannedDangerCheck,
    PlannedEvent,
    PlannedNeed,
    PlannedOffer,
)
from handrail.demo.planned_bodies_and_users import AVON_AND_SOMERSET, GREATER_MANCHESTER, LINCOLNSHIRE

# Who carried them, in turn.
CASE_HOLDERS: Final = (
    ("severn-light", AVON_AND_SOMERSET, "megan.aldous"),
    ("greater-manchester-police", GREATER_MANCHESTER, "priya.sandhar"),
    ("lantern", LINCOLNSHIRE, "tom.brackley"),
    ("lincolnshire-police", LINCOLNSHIRE, "holly.marsh"),
    ("severn-light", AVON_AND_SOMERSET, "dan.okoro"),
    ("avon-and-somerset-constabulary", AVON_AND_SOMERSET, "owen.tarrant"),
    ("lantern", LINCOLNSHIRE, "wanda.zukauskas"),
)
OFFERED_SERVICES: Final = {
    LINCOLNSHIRE: "lincolnshire-police/Go-bag and phone",
    AVON_AND_SOMERSET: "severn-light/Go-bag",
    GREATER_MANCHESTER: "irwell-house/Go-bag",
}


def make_planned_cases_from_example_histories() -> list[PlannedCase]:
    """One case for each history."""
    return [
        _make_planned_case_from_example_history(n, row)
        for n, row in enumerate(_read_example_case_history_rows())
    ]


@cache
def _read_example_case_history_rows() -> list[dict[str, Any]]:
    return list(json.loads((files("handrail.demo") / "data" / "worked.json").read_text(encoding="utf-8")))


def _make_planned_case_from_example_history(n: int, row: dict[str, Any]) -> PlannedCase:
    r = Random(f"worked:{n}")
    body, area, worker = CASE_HOLDERS[n % len(CASE_HOLDERS)]
    events = tuple(_parse_planned_event_line(line) for line in row["events"])
    met = events[0].at
    born = date.fromisoformat(row["born"]) if "born" in row else None
    return PlannedCase(
        key=f"worked-{n + 1:02d}",
        story=f"worked: {row['name']}",
        body=body,
        area=area,
        worker=worker,
        opened=met,
        opened_time=events[0].at_time or time(10, 15),
        person=make_planned_person(r, met, row["age"], area, born=born, sure_of_birth=born is not None),
        danger=(PlannedDangerCheck("neither", r.choice(sample_texts.DANGER["neither"]), met),),
        channels=(
            PlannedContactChannel(
                "call", "yes", make_phone_number(r), r.choice(sample_texts.CALL_NOTES["yes"])
            ),
        ),
        events=events[1:],
        needs=(
            PlannedNeed(
                "essentials",
                r.choice(sample_texts.NEEDS["essentials"]),
                met,
                (PlannedOffer(OFFERED_SERVICES[area], met, "accepted", met, "", "Given by hand.", 5500),),
            ),
        ),
    )


def _parse_planned_event_line(line: str) -> PlannedEvent:
    """`2024-06-10T13:00 social_care_referred`, with `of=` and `referral=` behind it where they are said."""
    when, event, *more = line.split()
    said = dict(part.split("=") for part in more)
    moment = datetime.fromisoformat(when)
    return PlannedEvent(
        event,
        moment.date(),
        moment.time() if "T" in when else None,
        said.get("of", ""),
        int(said["referral"]) if "referral" in said else None,
    )
