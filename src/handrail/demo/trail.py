"""The trail that the acts of a planned case leave: what each action records, word for word."""

from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID

from handrail.access.grounds import Ground
from handrail.access.kinds import SHAREABLE
from handrail.audit.actions import unwritten
from handrail.audit.models import Record
from handrail.casework.case.states import Age, Matter, OfferAnswer, Said
from handrail.casework.consent.actions.consents import LOCAL_EVENTS, NATIONAL_EVENTS, NRM_EVENTS
from handrail.demo.kinds import PlannedAgreement, PlannedCase, PlannedChannel, PlannedEvent, PlannedNeed
from handrail.demo.timetable import Act
from handrail.demo.writing import SAID_BY_EVENT, Cast, who_texts
from handrail.directory.kinds import need as need_kind
from handrail.pathway.vocabulary import name_of

Entry = tuple[str, str, list[str]]
"""What was done, why, and what was shown."""


def records(cast: Cast, case: PlannedCase, about: UUID, acts: list[Act]) -> Iterator[Record]:
    """The records of these acts, each at its moment."""
    who = cast.actors[case.worker].who
    for act in acts:
        for verb, why, shown in ENTRIES[act.verb](cast, case, act.what):
            yield unwritten(act.moment, who, verb=verb, about=about, outcome="done", shown=shown, why=why)


def _plain(verb: str, why: str = "") -> Callable[[Cast, PlannedCase, Any], list[Entry]]:
    return lambda cast, case, what: [(verb, why, [])]


def _opened(cast: Cast, case: PlannedCase, what: Any) -> list[Entry]:
    return [("opened a file", "", []), ("opened a case", "", [])]


def _age(cast: Cast, case: PlannedCase, what: Any) -> list[Entry]:
    return [("said adult or child", str(Age(case.person.age).label), [])]


def _who(cast: Cast, case: PlannedCase, what: Any) -> list[Entry]:
    return [("changed who they are", "", sorted(who_texts(case)))]


def _contacts(cast: Cast, case: PlannedCase, what: Any) -> list[Entry]:
    stand_in = cast.actors[case.stand_in].user_name
    return [("named a colleague", f"{stand_in}: Stand-in", []), ("named the point of contact", "", [])]


def _facts(cast: Cast, case: PlannedCase, what: Any) -> list[Entry]:
    return [("told what starts clocks", ", ".join(sorted(case.facts)), [])]


def _channel(cast: Cast, case: PlannedCase, what: PlannedChannel) -> list[Entry]:
    return [("asked about safe contact", "", [what.kind])]


def _event(verb: str) -> Callable[[Cast, PlannedCase, PlannedEvent], list[Entry]]:
    return lambda cast, case, what: [(verb, name_of(what.event), [])]


def _answered(matter: Matter, said: Said, events: dict[Said, str]) -> list[Entry]:
    """An event where the answer makes one, and then the answer."""
    happened: list[Entry] = [("recorded an event", name_of(events[said]), [])] if said in events else []
    return [*happened, ("recorded an answer", f"{matter.label}: {said.label}", [])]


def _nrm(cast: Cast, case: PlannedCase, what: PlannedEvent) -> list[Entry]:
    return _answered(Matter.NRM, SAID_BY_EVENT[what.event], NRM_EVENTS)


def _local(cast: Cast, case: PlannedCase, what: PlannedEvent) -> list[Entry]:
    return _answered(Matter.LOCAL_SUPPORT, SAID_BY_EVENT[what.event], LOCAL_EVENTS)


def _national(cast: Cast, case: PlannedCase, what: PlannedEvent | PlannedAgreement) -> list[Entry]:
    said = Said(what.said) if isinstance(what, PlannedAgreement) else Said.NO
    return _answered(Matter.NATIONAL_SUPPORT, said, NATIONAL_EVENTS)


def _sharing(cast: Cast, case: PlannedCase, what: PlannedAgreement) -> list[Entry]:
    answer = _answered(Matter.SHARING, Said(what.said), {})
    if what.said != Said.YES:
        return answer
    kinds: list[str] = [kind.value for kind in SHAREABLE if kind.value in what.kinds]
    return [(f"shared with {cast.bodies[what.to_body].name}", Ground.CONSENT.words, kinds), *answer]


def _notify(cast: Cast, case: PlannedCase, what: PlannedEvent) -> list[Entry]:
    return [("prepared a report", "", []), ("recorded an event", name_of(what.event), [])]


def _need(cast: Cast, case: PlannedCase, what: PlannedNeed) -> list[Entry]:
    return [("recorded a need", need_kind(what.kind).name, [])]


def _offer(cast: Cast, case: PlannedCase, what: Any) -> list[Entry]:
    return [("made an offer", cast.services[what.service].name, [])]


def _answer(cast: Cast, case: PlannedCase, what: Any) -> list[Entry]:
    return [("recorded an answer to an offer", str(OfferAnswer(what.answer).label), [])]


ENTRIES: Final[dict[str, Callable[[Cast, PlannedCase, Any], list[Entry]]]] = {
    "open_case": _opened,
    "say_age": _age,
    "say_who": _who,
    "say_circumstances": _plain("recorded what services ask"),
    "set_contacts": _contacts,
    "say_danger": _plain("asked about danger"),
    "tell_facts": _facts,
    "say_channel": _channel,
    "say_safest": _plain("asked for the safest way to reach them"),
    "write_safety_plan": _plain("wrote the safety plan", "version 1"),
    "keep_safety_plan": _plain("looked at the safety plan", "version 1: still right"),
    "record_event": _event("recorded an event"),
    "correct_event": _event("corrected an event"),
    "answer_nrm": _nrm,
    "answer_local": _local,
    "decline_national": _national,
    "agree_national_support": _national,
    "agree_sharing": _sharing,
    "notify": _notify,
    "record_need": _need,
    "make_offer": _offer,
    "answer_offer": _answer,
    "record_result": _plain("recorded what came of an offer"),
}
"""What each act of the timetable leaves in the trail."""
