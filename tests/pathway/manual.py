"""Prints docs/pathway/ from the worked examples and the rules: `cd tests && python -m pathway.manual`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handrail.pathway import event_vocabulary, route_map, rule_descriptions, rulebook
from handrail.pathway.clocks import RULES
from handrail.pathway.laws import load_law_changes
from handrail.platform.kernel import dates
from pathway.chapters import CHAPTERS
from pathway.worked import Chapter, Example

DOCS = Path(__file__).parents[2] / "docs" / "pathway"
PRINTED = "Printed from the tests by `python -m pathway.manual`, run in `tests/`. Do not edit.\n"


def pages() -> dict[str, str]:
    chapters = {f"{name}.md": "\n".join(_chapter(chapter)) for name, chapter in CHAPTERS.items()}
    return {
        "README.md": "\n".join(_front()),
        **chapters,
        "worked-histories.md": "\n".join(_carried()),
        "rules.md": "\n".join(_rules()),
        "events.md": "\n".join(_events()),
        "map.md": "\n".join(_map()),
        "map.svg": route_map.render_map_as_svg(),
        "map-narrow.svg": route_map.render_map_as_svg(narrow=True),
    }


def _front() -> Iterator[str]:
    yield "# The pathway: the manual of its rules\n"
    yield PRINTED
    yield "Every example here is a test. A history is a list of dated events; the day asked decides what is known.\n"
    for name, chapter in CHAPTERS.items():
        yield f"- [{chapter.title}]({name}.md)"
    yield "- [Worked histories](worked-histories.md)"
    yield "- [Every rule, its source, and what changed when](rules.md)"
    yield "- [The words for what can happen](events.md)"
    yield "- [The map: every step, its duty, and how the crime is recorded](map.md)"
    yield "- [What would move if a rule changed](whatif.md)"
    yield "- [What changed on 27 November 2026](changes.md)"
    yield "- [How many small faults the tests notice](mutation.md)"
    yield ""
    yield "How dates are counted, and what we chose ourselves: [how to read a clock](reading.md).\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"# {chapter.title}\n"
    yield PRINTED
    yield f"{chapter.intro}\n"
    for example in chapter.examples:
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield f"## {example.name}\n"
    yield f"{example.why}\n"
    yield "```"
    yield from (line.strip() for line in example.given.strip().splitlines())
    yield f"\non {example.on}"
    yield from (f"  {line}" for line in example.lines())
    yield "```\n"


def _carried() -> Iterator[str]:
    carried = json.loads((Path(__file__).parent / "worked_histories.json").read_text())
    yield "# Worked histories\n"
    yield PRINTED
    yield f"{carried['source']}\n"
    for case in carried["histories"]:
        yield from _history(case)


def _history(case: dict[str, Any]) -> Iterator[str]:
    yield f"## {case['name']}\n"
    yield f"{case['why']}\n"
    yield "```"
    yield _who(case["input"])
    yield from (_told(event) for event in case["input"]["events"])
    yield f"\non {case['on']}"
    yield from (f"  {line}" for line in _expected(case["expect"]))
    yield "```\n"


def _who(given: dict[str, Any]) -> str:
    born = [f"born {given['date_of_birth']}"] if given.get("date_of_birth") else []
    facts = [f"with {' '.join(given['facts'])}"] if given.get("facts") else []
    return ", ".join([given["jurisdiction"], given["age"], *born, *facts])


def _told(event: dict[str, Any]) -> str:
    more = [f"{word}={value}" for word, value in event.items() if word not in ("at", "event")]
    return " ".join([event["at"], event["event"], *more])


def _expected(expect: dict[str, Any]) -> Iterator[str]:
    """Everything that the test of a carried history holds it to."""
    yield f"phase {expect['phase']}"
    for clock in expect["clocks"]:
        due = f"due {clock['due']}" if clock["due"] else "no due"
        yield f"{clock['clock']}: {due}, {clock['state']}"
    if expect["absent"]:
        yield f"no {' '.join(expect['absent'])}"
    yield from (f"next says {word}" for word in expect.get("next_about", ()))
    yield from (f"unasked {event}" for event in expect.get("no_questions_about", ()))
    if expect.get("next") == []:
        yield "nothing"


def _rules() -> Iterator[str]:
    yield "# Every rule\n"
    yield PRINTED
    for rule in RULES:
        yield f"## {rule.name} (`{rule.clock}`)\n"
        yield f"- Kind and length: {rule.kind}, {rulebook.describe_rule_length(rule)}"
        yield f"- Starts: {rulebook.describe_rule_start(rule)}"
        yield f"- Holds: {rule_descriptions.describe_rule_validity(rule) or 'dates not known'}"
        sure = rule_descriptions.describe_legal_confidence(rule.confidence, rule.source)
        yield f"- How sure: {sure} Dates: {rule.dates_confidence}"
        yield f"- Whose: {rule.owner}"
        yield f"- Source: {rule.source}"
        yield f"- {rule.note}\n"
    yield "# What changed when\n"
    for change in rulebook.list_rule_changes():
        day = f"{dates.format_day(change.on)} ({change.sureness})"
        yield f"- {day}: {change.what}: {change.was}, then {change.now}."
    yield "\n# Law, in force or not\n"
    for law in load_law_changes():
        yield f"- {dates.format_day(law.on)}: {law.law}: {law.state}. {law.bearing} Source: {law.source}."
    yield ""


def _events() -> Iterator[str]:
    yield "# The words for what can happen\n"
    yield PRINTED
    for code, name in event_vocabulary.GROUPS.items():
        yield f"## {name}\n"
        yield "| Word | On screen | Who records it | Says of what | |"
        yield "|---|---|---|---|---|"
        for kind in event_vocabulary.EVENTS:
            if kind.group == code:
                yield f"| `{kind.code}` | {kind.name} | {kind.by} | {', '.join(kind.choices)} | {kind.help} |"
        yield ""


def _map() -> Iterator[str]:
    yield "# The map\n"
    yield PRINTED
    yield "![Every route of the pathway, step by step; the same in words below](map.svg)\n"
    yield "```"
    yield route_map.render_map_as_text().rstrip()
    yield "```\n"


def main() -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (DOCS / name).write_text(text)


if __name__ == "__main__":
    main()
