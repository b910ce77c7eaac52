"""What can be answered in requests for information: codes and words. The lists are ours where no source is named."""

from django.db.models import TextChoices


class RequestOutcomeKind(TextChoices):
    """What became of a request. Each request has one, once."""

    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class NamedRequestOutcomeKind(TextChoices):
    """What whoever asked about a named person is told: that it was given, or the same words for all else."""

    GIVEN = "given", "Given"
    CANNOT_ANSWER = "cannot", "Cannot answer"
    WITHDRAWN = "withdrawn", "Withdrawn"


class RequestBasis(TextChoices):
    """On what a request rests. `lawful_bases.py` says of each who may name it, its source, and how sure that is."""

    LAW_ENFORCEMENT = "part3", "Law enforcement: Data Protection Act 2018, Part 3"
    COURT_ORDER = "order", "An order of a court"
    CONSENT = "consent", "The person agreed"
    VITAL = "vital", "To protect somebody’s life"
    RECOGNISED = "recognised", "Recognised legitimate interest: safeguarding, crime or an emergency"
    AT_RISK = "at_risk", "To protect a child or an adult at risk"
    PUBLIC_TASK = "task", "Our public task, set by law"


class WrittenNoticeAnswer(TextChoices):
    """Whether the person has written notice of the request."""

    GIVEN = "given", "Yes, in writing"
    LATER = "later", "Not yet: it could not be done before, and is given as soon as it can be"
    UNSAFE = "unsafe", "No, it would put someone at risk"
    HARMS_CASE = "harms", "No, it would harm the investigation"


class CounsellingNotesDecision(TextChoices):
    """What a senior officer of the force says to asking for counselling notes."""

    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Not approved"


class NoticeRecipient(TextChoices):
    """Who is given the notice: section 44B(1) and (4) of the Police, Crime, Sentencing and Courts Act 2022."""

    PERSON = "person", "The person"
    PARENT = "parent", "For a child, or an adult without capacity: a parent or guardian"
    CARER = (
        "carer",
        "If they are in care: someone who represents the council or organisation that cares for them",
    )
    ADULT = "adult", "If none of these is available: another adult who is suitable"


class PersonViewOfRequest(TextChoices):
    """What the person says of the request."""

    NOT_ASKED = "not_asked", "Not asked"
    AGREES = "agrees", "They agree"
    OBJECTS = "objects", "They object"
    UNSURE = "unsure", "They are not sure"


class InformationRefusalReason(TextChoices):
    """Why nothing is given."""

    NO_BASIS = "basis", "No lawful basis for what is asked"
    NOT_NECESSARY = "necessary", "Not shown to be necessary, or not proportionate"
    TOO_WIDE = "wide", "It asks for more than the line of enquiry needs"
    COUNSELLING = "counsel", "Counselling notes, without what the Code requires"
    UNSAFE = "unsafe", "It would put someone at risk"
    NOT_HELD = "not_held", "We do not hold it"
    OBJECTS = "objects", "The person objects, and their reasons outweigh the request"
    OTHER = "other", "Another reason"


class PersonToldChannel(TextChoices):
    """How the person was told."""

    IN_PERSON = "person", "In person"
    CALL = "call", "By telephone or video"
    WRITING = "writing", "In writing"
    OTHER = "other", "In another way"


class PersonNotToldReason(TextChoices):
    """Why the person is not told yet."""

    UNSAFE = "unsafe", "It would put someone at risk"
    HARMS_CASE = "harms", "It would harm the investigation"
    NOT_REACHED = "reach", "They could not be reached safely"
