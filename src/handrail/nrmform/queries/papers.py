"""Papers of the case, as a referral may take them: those that can be chosen, and those that were."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from handrail.access.sight import Sight
from handrail.files import queries as files
from handrail.files.queries import PaperLine
from handrail.nrmform.rules.papers import Paper, Papers


def offered(sight: Sight) -> Papers:
    """All that are open to the reader, newest first, those that cannot be chosen too."""
    return {str(line.paper_id): _paper(line) for line in files.papers_of(sight).lines}


def chosen(sight: Sight, numbers: Iterable[str]) -> Papers:
    """Those of these that still stand on the case and are open to the reader. Nothing is asked where none is named."""
    known = [number for one in numbers if (number := _number(one))]
    if not known:
        return {}
    return {str(number): _paper(line) for number, line in files.chosen(sight, known).items()}


def hidden(sight: Sight, numbers: Iterable[str]) -> frozenset[str]:
    """Those of these that stand on the case and are not open to the reader."""
    known = [number for one in numbers if (number := _number(one))]
    return frozenset(str(number) for number in files.hidden(sight, known)) if known else frozenset()


def with_checksums(sight: Sight, papers: Papers) -> Papers:
    """The same, each with the checksum of its bytes."""
    return {
        number: replace(paper, checksum=files.checksum(sight, UUID(number)))
        for number, paper in papers.items()
    }


def _paper(line: PaperLine) -> Paper:
    return Paper(
        number=str(line.paper_id),
        name=line.name,
        description=line.description,
        kind=line.kind.value,
        type=line.type,
        media=line.media,
        size=line.size,
        scan=line.scan.value,
    )


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
