"""The counts that a new template begins with. They are ours: the official list of the victims grant is not public."""

from typing import Final, NamedTuple

NOT_PUBLIC: Final = (
    "The official list of counts for the victims grant is not public. These are our own. Change them "
    "to match your grant agreement before you use the template."
)


class DefaultTemplateLine(NamedTuple):
    """One count: label, source, measure, whether only those within its share, and the counts that it adds up."""

    label: str
    source: str
    measure: str = ""
    share: bool = False
    parts: str = ""


USUAL_LINES: Final = (
    DefaultTemplateLine("People identified", "published", "identified"),
    DefaultTemplateLine("People reached within two days", "published", "reached-in-two-days", share=True),
    DefaultTemplateLine("People with a need that was met", "published", "needs-met"),
    DefaultTemplateLine("People with a need still unmet after 90 days", "published", "needs-unmet"),
    DefaultTemplateLine("Offers of support answered: people", "published", "offers-answered"),
    DefaultTemplateLine("Adults who used a service that the grant pays for", "typed"),
    DefaultTemplateLine("Children who used a service that the grant pays for", "typed"),
    DefaultTemplateLine("All who used a service that the grant pays for", "sum", parts="6, 7"),
)
