"""Every table of casework, where Django looks for them. Everybody else imports each from where it lives."""

from handrail.casework.case import models as case
from handrail.casework.consent import models as consent
from handrail.casework.events import models as events
from handrail.casework.names import models as names
from handrail.casework.offers import models as offers
from handrail.casework.people import models as people

__all__ = ["case", "consent", "events", "names", "offers", "people"]
