"""From counts of papers to the words of the case page."""

from collections.abc import Iterable
from typing import TypedDict

from django.urls import reverse

from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS
from handrail.platform.access.roles import Permission
from handrail.platform.files import queries
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting


class PapersSummary(TypedDict):
    """How many papers there are, in words; `add` is empty where the reader may not attach one."""

    text: str
    href: str
    add: str


def present_papers_panel(
    case_access: CaseAccess, reference: str, scans: Iterable[tuple[str, str, int]]
) -> PapersSummary | None:
    """On the case page: how many papers there are for the reader; nothing where no kind is open.

    Args:
        case_access: what the reader may see.
        reference: the case's, for the links.
        scans: the papers of the case, counted by kind and by the state of their scan.
    """
    if not set(SHAREABLE_KINDS) & case_access.kinds:
        return None
    count, waiting, infected = queries.count_visible_waiting_and_harmful_papers(case_access, scans)
    said = [formatting.plural(count, "paper") if count else "No papers yet"]
    if waiting:
        said.append(msg("{waiting} not scanned yet", waiting=waiting))
    if infected:
        said.append(msg("{infected} locked: something harmful was found", infected=infected))
    return {
        "text": join_texts(said),
        "href": reverse("papers", args=[reference]),
        "add": reverse("add_paper", args=[reference]) if case_access.may(Permission.RECORD) else "",
    }
