"""The closed lists of this room. Their wording is ours: none of it quotes a law."""

from django.db.models import TextChoices


class ErasureReason(TextChoices):
    """Why somebody's record is to be erased."""

    ASKED = "asked", "The person asked for it"
    KEPT_LONG_ENOUGH = "kept_long_enough", "Retention period has ended"
    ENTERED_IN_ERROR = "entered_in_error", "It should never have been recorded"
    OTHER = "other", "Another reason, agreed with the data protection officer"


class ErasureState(TextChoices):
    """Where a request for erasure stands. What was done or refused is never asked back."""

    ASKED = "asked", "Waiting for a second approval"
    DONE = "done", "Erased"
    REFUSED = "refused", "Not approved"


class LegalHoldReason(TextChoices):
    """Why a record must not be erased for now."""

    COURT = "court", "Court proceedings or a claim"
    POLICE = "police", "Police investigation or disclosure"
    INQUIRY = "inquiry", "Inquiry, inspection or review"
    COMPLAINT = "complaint", "Complaint that is being answered"
    OTHER = "other", "Another reason, given in words"


class RestrictionReason(TextChoices):
    """Why a record is kept and not used."""

    DISPUTED = "disputed", "The person says it is wrong, and it is being checked"
    OBJECTED = "objected", "The person objects, and it is being decided"
    NEEDED_BY_PERSON = "needed_by_person", "The person needs it kept, for a claim of their own"
    UNLAWFUL = "unlawful", "It should not have been recorded, and the person does not want it erased"


class RestrictionExceptionGround(TextChoices):
    """On what ground an organisation reads a restricted record: those of UK GDPR article 18(2), in our words."""

    CONSENT = "consent", "The person agrees to it"
    LEGAL_CLAIM = "legal_claim", "To make, pursue or defend a legal claim"
    RIGHTS_OF_ANOTHER = "rights_of_another", "To protect the rights of someone else"
    PUBLIC_INTEREST = "public_interest", "For an important public interest"


class CorrectionAnswer(TextChoices):
    """What was done about something that the person says is wrong."""

    NONE_YET = "", "Not answered yet"
    CORRECTED = "corrected", "Corrected"
    COMPLETED = "completed", "Left as it is, with the person’s words beside it"
    NOT_CHANGED = "not_changed", "Not changed, and the person was told why"


class AccessRequestState(TextChoices):
    """Where a subject access request stands."""

    OPEN = "open", "Being answered"
    ANSWERED = "answered", "Answered"


class DisclosureDecision(TextChoices):
    """What becomes of one item in the copy that the person gets."""

    GIVEN = "", "Give the copy"
    THIRD_PARTY = "third_party", "Leave out: about someone else"
    WITHHELD = "withheld", "Leave out: withheld"
