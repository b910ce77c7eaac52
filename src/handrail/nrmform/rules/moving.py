"""From one version of the form to the next: every answer is kept by its key; what changed is said."""

from dataclasses import dataclass

from handrail.nrmform.rules import flow
from handrail.nrmform.rules.definition import Definition, Field, Page
from handrail.nrmform.rules.flow import Answers


@dataclass(frozen=True, slots=True)
class Moving:
    """What a newer version does to a draft, by question. Nothing is lost: what fell away is kept beside it."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    again: tuple[str, ...]
    fell_away: tuple[str, ...]
    kept: int


def moving(old: Definition, new: Definition, answers: Answers) -> Moving:
    """Compare two versions for what a draft holds."""
    before, after = _by_key(old), _by_key(new)
    applies = flow.applying(new, answers)
    return Moving(
        new=tuple(page.title for page, field in applies if field.key not in before),
        changed=tuple(
            page.title
            for page, field in applies
            if field.key in before and _differs(before[field.key], (page, field))
        ),
        again=tuple(
            page.title
            for page, field in applies
            if not flow.fits(new, field, answers.get(field.key, flow.NOTHING))
        ),
        fell_away=tuple(
            before[key][0].title
            for key, given in answers.items()
            if given and key not in after and key in before
        ),
        kept=sum(1 for key, given in answers.items() if given and key in after),
    )


def _by_key(definition: Definition) -> dict[str, tuple[Page, Field]]:
    found: dict[str, tuple[Page, Field]] = {}
    for page, field in definition.each():
        found.setdefault(field.key, (page, field))
    return found


def _differs(old: tuple[Page, Field], new: tuple[Page, Field]) -> bool:
    """Whether somebody should look again: the question, what is asked for, or what may be chosen."""
    return (
        old[0].title != new[0].title
        or old[1].kind != new[1].kind
        or {option.value for option in old[1].options} != {option.value for option in new[1].options}
        or old[1].list != new[1].list
    )
