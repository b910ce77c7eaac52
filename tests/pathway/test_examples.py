"""The manual, checked: every worked example answers as it says, and no clock is without one."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handrail.pathway import evaluate_pathway
from handrail.pathway.clocks import RULES
from handrail.pathway.json_format import build_history, format_iso
from handrail.pathway.stages import STAGES_BY_CODE
from pathway import manual
from pathway.chapters import CHAPTERS
from pathway.worked import Example, check, clocks_in, day, history

EXAMPLES = [example for chapter in CHAPTERS.values() for example in chapter.examples]
CARRIED = json.loads((Path(__file__).parent / "worked_histories.json").read_text())["histories"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_worked_example(example: Example) -> None:
    check(example)


def test_example_names_are_their_own() -> None:
    names = [example.name for example in EXAMPLES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.clock)
def test_every_clock_has_a_worked_example_that_names_its_row(rule: Any) -> None:
    assert any(rule.clock in clocks_in(example) and rule.clock in example.why for example in EXAMPLES)


@pytest.mark.parametrize("stage", STAGES_BY_CODE)
def test_every_stage_has_a_worked_example_of_its_words_next_steps_and_questions(stage: str) -> None:
    said = [
        {line.split(" ")[0] for line in example.lines()}
        for example in CHAPTERS["stages"].examples
        if example.lines()[0] == f"stage {stage}"
    ]
    assert any({"headline", "detail", "prompts", "questions"} <= words for words in said)


@pytest.mark.parametrize("case", CARRIED, ids=lambda case: case["name"])
def test_carried_history(case: dict[str, Any]) -> None:
    found = evaluate_pathway(build_history(case["input"]), date.fromisoformat(case["on"]))
    expected = case["expect"]
    seen = {(run.clock, format_iso(run.due), run.state) for run in found.clocks}
    assert found.phase == expected["phase"]
    assert {(c["clock"], c["due"], c["state"]) for c in expected["clocks"]} <= seen
    assert not {clock for clock, _, _ in seen} & set(expected["absent"])
    assert all(any(word in p.do.lower() for p in found.next) for word in expected.get("next_about", ()))
    assert not {q.about for q in found.questions} & set(expected.get("no_questions_about", ()))
    assert "next" not in expected or list(found.next) == expected["next"]


@pytest.mark.parametrize("name", manual.pages())
def test_the_manual_is_printed_from_the_examples(name: str) -> None:
    """Run `python -m pathway.manual` in tests/ to print it again."""
    assert (manual.DOCS / name).read_text() == manual.pages()[name]


@pytest.mark.parametrize(
    "clock", ["dtn_submission", "cg_evidence_request", "vts_grant", "vc_acknowledgment"], ids=str
)
def test_a_bodys_own_length_is_told_as_theirs(clock: str) -> None:
    own = [example for example in EXAMPLES if f"own {clock}=" in example.given]
    assert own
    for example in own:
        runs = evaluate_pathway(history(example.given), day(example.on)).clocks
        assert all(run.theirs for run in runs if run.clock == clock)
