"""The counts that a new template begins with. They are ours: the official list of the victims grant is not public."""

from typing import Final, NamedTuple

NOT_PUBLIC: Final = (
    "The official list of counts for the victims grant is not public. These are our own. Change them "
    "to match your grant agreement before you use the template."
)


class DefaultMonitoringTemplateCount(NamedTuple):
    """One count: label, source, measure, whether only those within its share, and the counts that it adds up."""

    label: str
    source: str
    measure: str = ""
    share: bool = False
    parts: str = ""


USUAL_LINES: Final = (
    DefaultMonitoringTemplateCount("People identified", "published", "identified"),
    DefaultMonitoringTemplateCount(
        "People reached within two days", "published", "reached-in-two-days", share=True
    ),
    DefaultMonitoringTemplateCount("People with a need that was met", "published", "needs-met"),
    DefaultMonitoringTemplateCount(
        "People with a need still unmet after 90 days", "published", "needs-unmet"
    ),
    DefaultMonitoringTemplateCount("Offers of support answered: people", "published", "offers-answered"),
    DefaultMonitoringTemplateCount("Adults who used a service that the grant pays for", "typed"),
    DefaultMonitoringTemplateCount("Children who used a service that the grant pays for", "typed"),
    DefaultMonitoringTemplateCount("All who used a service that the grant pays for", "sum", parts="6, 7"),
)
