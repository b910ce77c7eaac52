"""Which rows are here already, or look as if they were: by provider and name, spelt a little differently."""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.directory.incoming.import_row import ImportRow
from handrail.directory.models import Service
from handrail.platform.kernel.messages import msg

SIMILARITY_THRESHOLD = (
    88  # of 100: "Money clinic, Boston" is like "Boston money clinic"; "Legal clinic" is not
)


@dataclass(frozen=True, slots=True)
class PossibleDuplicateService:
    """A service that is here, or a row above, which a row looks like."""

    service_id: int | None
    words: str
    same: bool


def get_possible_duplicates_by_row_number(rows: Iterable[ImportRow]) -> dict[int, PossibleDuplicateService]:
    """For each row, what it looks like.

    Returns:
        Duplicates by the number of the row; a row like nothing is left out. One statement.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - heavy, and needed only when a list arrives

    here = {
        pk: msg("{provider}: {name}", provider=provider, name=name)
        for pk, provider, name in Service.objects.values_list("pk", "provider__name", "name").iterator()
    }
    same = {_fold_case_and_spaces(words): pk for pk, words in here.items()}
    processed = {pk: utils.default_process(words) for pk, words in here.items()}
    found: dict[int, PossibleDuplicateService] = {}
    above: dict[str, int] = {}
    for row in rows:
        words = msg("{provider}: {name}", provider=row.provider, name=row.name)
        key = _fold_case_and_spaces(words)
        if key in same:
            found[row.number] = PossibleDuplicateService(same[key], here[same[key]], same=True)
        elif key in above:
            found[row.number] = PossibleDuplicateService(
                None, msg("row {key} of this list", key=above[key]), same=True
            )
        elif best := process.extractOne(
            utils.default_process(words),
            processed,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=SIMILARITY_THRESHOLD,
        ):
            found[row.number] = PossibleDuplicateService(best[2], here[best[2]], same=False)
        above.setdefault(key, row.number)
    return found


def _fold_case_and_spaces(words: str) -> str:
    return " ".join(words.casefold().split())
