"""Conferences with members, slices, meetings and actions; joint visits."""

from handrail.people.conferences.models.actions import ConferenceAction, ConferenceActionEnd
from handrail.people.conferences.models.area import ConferenceArea
from handrail.people.conferences.models.conference import Conference, ConferenceBasisReview, ConferenceEnding
from handrail.people.conferences.models.meetings import ConferenceMeeting, MeetingMove, MeetingTelling
from handrail.people.conferences.models.members import ConferenceMember, MeetingAttendance
from handrail.people.conferences.models.slices import ConferenceItem, ConferenceSlice
from handrail.people.conferences.models.visits import JointVisit, VisitOffer

__all__ = [
    "Conference",
    "ConferenceAction",
    "ConferenceActionEnd",
    "ConferenceArea",
    "ConferenceBasisReview",
    "ConferenceEnding",
    "ConferenceItem",
    "ConferenceMeeting",
    "ConferenceMember",
    "ConferenceSlice",
    "JointVisit",
    "MeetingAttendance",
    "MeetingMove",
    "MeetingTelling",
    "VisitOffer",
]
