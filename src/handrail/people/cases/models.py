"""Every table of casework, where Django looks for them. Everybody else imports each from where it lives."""

from handrail.people.cases.consent import models as consent
from handrail.people.cases.events import models as events
from handrail.people.cases.name_search import models as names
from handrail.people.cases.offers import models as offers
from handrail.people.cases.person import models as people

__all__ = ["consent", "events", "names", "offers", "people"]
