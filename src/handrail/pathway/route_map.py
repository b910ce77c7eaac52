"""The map drawn from the same rules: every route as a rail with its steps, in SVG and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple
from xml.sax.saxutils import escape

from handrail.pathway.case_state import Phase
from handrail.pathway.routes import (
    ENDING_NAMES,
    ENDINGS,
    START_NAMES,
    STARTS,
    STEPS_BY_CODE,
    PathwayStep,
    StepRule,
    get_step_codes,
)
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import lower_first, msg

PHASE_NAMES = {
    Phase.BEFORE: "Before the NRM",
    Phase.DURING: "In the NRM",
    Phase.AFTER: "After",
    Phase.OUTSIDE: "Outside the NRM",
}
INK, SECOND, ACCENT, LINE = "#0b0c0c", "#484949", "#0b4f5c", "#9dbfc5"
DASHED = {Phase.OUTSIDE: ' stroke-dasharray="6 5"'}
ROUTE_TAKEN_NAME = "The road taken"
WORD_WIDTH = 13  # letters of a step's name on one line, in the wide map


@dataclass(frozen=True, slots=True)
class MapRoute:
    code: str
    name: str
    steps: tuple[StepRule | PathwayStep, ...]


def list_pathway_routes() -> tuple[MapRoute, ...]:
    """Every beginning on the main route, and every other ending once, from the adult's beginning.

    Returns:
        The adult's main route first, then the other beginnings, then the other endings.
    """
    codes = [f"{start}:main" for start in STARTS] + [
        f"adult:{ending}" for ending in ENDINGS if ending != "main"
    ]
    return tuple(MapRoute(code, _get_route_name(code), _get_route_steps(code)) for code in codes)


class RouteBesideMain(NamedTuple):
    """A route beside the main one: the last step that both begin with, its own steps, where it joins again."""

    name: str
    after: str
    own: tuple[str, ...]
    then: str


def list_routes_except_main() -> tuple[RouteBesideMain, ...]:
    """Every route but an adult's who agrees, which the page shows first and whole.

    Returns:
        What differs of the routes of `list_pathway_routes` without the first.
    """
    main, *others = list_pathway_routes()
    return tuple(_compare_route_with_main(route, main) for route in others)


def _compare_route_with_main(route: MapRoute, main: MapRoute) -> RouteBesideMain:
    """Without its beginning as far as both are the same, and without its end where two steps or more are."""
    begins = _count_shared_first_steps(route.steps, main.steps)
    ends = _count_shared_first_steps(route.steps[begins:][::-1], main.steps[::-1])
    own = route.steps[begins : len(route.steps) - ends] if ends > 1 else route.steps[begins:]
    return RouteBesideMain(
        route.name,
        route.steps[begins - 1].name,
        tuple(step.name for step in own),
        main.steps[-ends].name if ends > 1 else "",
    )


def _count_shared_first_steps(
    one: Sequence[StepRule | PathwayStep], other: Sequence[StepRule | PathwayStep]
) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def list_steps_off_main_route() -> tuple[StepRule, ...]:
    """Each step that is not on the road of an adult who agrees, once.

    Returns:
        Steps in the order of `STEPS`.
    """
    main = list_pathway_routes()[0].steps
    return tuple(step for step in STEPS_BY_CODE.values() if step not in main)


def _get_route_name(code: str) -> str:
    start, ending = code.split(":")
    return START_NAMES[start] if ending == "main" else f"{ENDING_NAMES[ending]}"


def _get_route_steps(code: str) -> tuple[StepRule, ...]:
    """Notifying is drawn where it is a duty."""
    return tuple(STEPS_BY_CODE[step.rstrip("?")] for step in get_step_codes(code) if step != "notified?")


def _format_phase_in_sentence(phase: Phase) -> str:
    """The phase as it is said inside a sentence."""
    return lower_first(PHASE_NAMES[phase])


def render_map_as_text(road: Sequence[PathwayStep] = ()) -> str:
    """The map in words: each route, and each step once with duty, who acts, how the crime is recorded, how sure."""
    return "\n".join((*_iterate_route_text_lines(road), "", *_iterate_step_text_lines())) + "\n"


def _iterate_route_text_lines(road: Sequence[PathwayStep]) -> Iterator[str]:
    if road:
        yield msg(
            "{taken}: {road}",
            taken=ROUTE_TAKEN_NAME,
            road=" > ".join(_describe_reached_step(step) for step in road),
        )
        yield ""
    for route in list_pathway_routes():
        yield msg("{name}: {steps}", name=route.name, steps=" > ".join(step.name for step in route.steps))


def _describe_reached_step(step: PathwayStep) -> str:
    """A step with the day on which it was reached; in brackets where the person is now."""
    if _get_step_state(step) == "here":
        return msg("[{name}: you are here]", name=step.name)
    if step.state == "passed":
        return msg("{name} ({note})", name=step.name, note=lower_first(step.note))
    return f"{step.name} ({dates.format_day(step.on)})" if step.on else step.name


def _iterate_step_text_lines() -> Iterator[str]:
    for step in STEPS_BY_CODE.values():
        yield f"{step.name} ({_format_phase_in_sentence(step.phase)})"
        yield msg("  Duty: {duty}", duty=step.duty)
        yield msg("  Who: {who}", who=step.who)
        yield msg("  Crime record: {record}", record=step.record)
        yield msg("  Source: {source} ({confidence})", source=step.source, confidence=step.confidence)


def render_map_as_svg(road: Sequence[PathwayStep] = (), narrow: bool = False) -> str:
    """The whole map, under the road taken where there is one; narrow is for a phone, one step a line."""
    taken = (MapRoute("", ROUTE_TAKEN_NAME, tuple(road)),) if road else ()
    return (_render_narrow_map if narrow else _render_wide_map)((*taken, *list_pathway_routes()))


def _get_step_state(step: StepRule | PathwayStep) -> str:
    """Only what was lived has a state: a rule's step is neither done nor here."""
    return step.state if isinstance(step, PathwayStep) else ""


def _render_svg_frame(width: int, height: int, body: Iterator[str]) -> str:
    title = "<title>The pathway: every route, step by step</title>"
    text = msg('font-family="Helvetica, Arial, sans-serif" font-size="15" fill="{ink}"', ink=INK)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" {text}>'
    return "\n".join((head, title, *body, "</svg>")) + "\n"


COLUMN, ROW, LEFT, TOP = 132, 128, 24, 40


def _render_wide_map(routes: Sequence[MapRoute]) -> str:
    longest = max(len(route.steps) for route in routes)
    body = (
        line
        for row, route in enumerate(routes)
        for line in _iterate_wide_route_svg_lines(route, TOP + row * ROW)
    )
    return _render_svg_frame(LEFT + COLUMN * longest, TOP + ROW * len(routes), body)


def _iterate_wide_route_svg_lines(route: MapRoute, top: int) -> Iterator[str]:
    yield f'<text x="{LEFT}" y="{top}" font-weight="bold" font-size="18">{escape(route.name)}</text>'
    y = top + 32
    for n, step in enumerate(route.steps):
        x = LEFT + 12 + n * COLUMN
        if n + 1 < len(route.steps):
            yield _render_connecting_line(x, y, x + COLUMN, y, route.steps[n + 1].phase)
        yield _render_step_mark(x, y, _get_step_state(step))
        for line, part in enumerate(_wrap_step_name(step.name)):
            yield f'<text x="{x - 12}" y="{y + 32 + line * 17}">{escape(part)}</text>'
        after = y + 32 + 17 * len(_wrap_step_name(step.name))
        if _get_step_state(step) == "here":
            yield f'<text x="{x - 12}" y="{after}" font-weight="bold">You are here</text>'
        elif n == 0 or step.phase != route.steps[n - 1].phase:
            yield f'<text x="{x - 12}" y="{after}" fill="{SECOND}">{PHASE_NAMES[step.phase]}</text>'


def _render_narrow_map(routes: Sequence[MapRoute]) -> str:
    lines: list[str] = []
    y = TOP
    for route in routes:
        lines.append(f'<text x="16" y="{y}" font-weight="bold" font-size="20">{escape(route.name)}</text>')
        y += 34
        for n, step in enumerate(route.steps):
            if n + 1 < len(route.steps):
                lines.append(_render_connecting_line(28, y, 28, y + 44, route.steps[n + 1].phase))
            lines.append(_render_step_mark(28, y, _get_step_state(step)))
            phase = f'<tspan fill="{SECOND}">, {_format_phase_in_sentence(step.phase)}</tspan>'
            here = (
                '<tspan font-weight="bold">, you are here</tspan>' if _get_step_state(step) == "here" else ""
            )
            lines.append(f'<text x="50" y="{y + 6}" font-size="17">{escape(step.name)}{phase}{here}</text>')
            y += 44
        y += 28
    return _render_svg_frame(390, y, iter(lines))


def _render_connecting_line(x1: int, y1: int, x2: int, y2: int, phase: Phase) -> str:
    dash = DASHED.get(phase, "")
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{ACCENT}" stroke-width="4"{dash}/>'


def _render_step_mark(x: int, y: int, state: str) -> str:
    """Filled when done, a heavy ring when here, an open ring else: shape first, then colour."""
    if state == "done":
        return f'<circle cx="{x}" cy="{y}" r="11" fill="{ACCENT}"/>'
    width = 6 if state == "here" else 3
    return f'<circle cx="{x}" cy="{y}" r="10" fill="#ffffff" stroke="{ACCENT}" stroke-width="{width}"/>'


def _wrap_step_name(name: str) -> list[str]:
    """A step's name on as many short lines as it needs."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > WORD_WIDTH and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines
