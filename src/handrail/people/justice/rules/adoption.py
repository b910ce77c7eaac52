"""Which kept item goes on as which: answers stay when what it counts from was corrected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from handrail.pathway.events import PathwayEvent
from handrail.people.justice.rules.items import (
    ItemKey,
    StartedEntitlement,
    get_witness_care_topic,
    list_court_events_told_by,
)


@dataclass(slots=True)
class ContractItemSuccessions:
    """`moved`: an item that goes on under another trigger. `merged`: one whose answers go to another item."""

    moved: dict[ItemKey, ItemKey] = field(default_factory=dict)
    merged: dict[ItemKey, ItemKey] = field(default_factory=dict)

    def follow(self, key: ItemKey) -> ItemKey:
        """The item as which it goes on."""
        return self.moved.get(key) or self.merged.get(key) or key


def find_item_successions(
    kept: Mapping[ItemKey, bool],
    started: Iterable[StartedEntitlement],
    standing: Sequence[PathwayEvent],
    recorded: Iterable[PathwayEvent],
) -> ContractItemSuccessions:
    """Which items that have no trigger of their own any more go on under another.

    Args:
        kept: items by code and trigger, each with whether its trigger counted until now.
        started: what has come by the events that stand.
        standing: those events.
        recorded: every event of the case, corrected and taken back as well.

    Returns:
        An item that was asked once goes on whatever starts it. One of each event goes on under the correction of that
        event; from the court's own day to the day on which witness care was told, and back.
    """
    by_id = {one.id: one for one in recorded}
    by_code: dict[str, list[StartedEntitlement]] = {}
    for one in started:
        by_code.setdefault(one.row.code, []).append(one)
    found, taken = (
        ContractItemSuccessions(),
        set(kept) & {one.key for one in chain.from_iterable(by_code.values())},
    )
    for key, is_current in sorted(kept.items(), key=lambda pair: not pair[1]):
        if key in taken or (not is_current and (key[0] not in by_code or by_code[key[0]][0].row.repeats)):
            continue
        heirs = [
            one.key for one in by_code.get(key[0], ()) if _is_successor_item(one, key[1], standing, by_id)
        ]
        free = next((heir for heir in heirs if heir not in taken), None)
        if free is not None:
            found.moved[key] = free
            taken.add(free)
        elif heirs and is_current:
            found.merged[key] = heirs[0]
    return found


def _is_successor_item(
    one: StartedEntitlement, former: str, standing: Sequence[PathwayEvent], by_id: Mapping[str, PathwayEvent]
) -> bool:
    """Whether an item that counted from `former` goes on as this one."""
    if not one.row.repeats or former in _list_ids_of_corrected_events(one.start, by_id):
        return True
    if one.start.event == "wcu_told":
        told_of = list_court_events_told_by(one.start, standing)
        return any(
            former == court.id or former in _list_ids_of_corrected_events(court, by_id) for court in told_of
        )
    before = by_id.get(former)
    if not one.is_fallback or before is None or before.event != "wcu_told":
        return False
    return before.of == get_witness_care_topic(one.start) and before.at >= one.start.at


def _list_ids_of_corrected_events(event: PathwayEvent, by_id: Mapping[str, PathwayEvent]) -> set[str]:
    """The events whose place this one took."""
    found: set[str] = set()
    here = event.supersedes
    while here and here not in found:
        found.add(here)
        here = by_id[here].supersedes if here in by_id else None
    return found
