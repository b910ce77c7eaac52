"""Intelligence and outreach, kept apart from victims' files.

An *outreach session* goes out to an area cell and comes back by a due time, or an alarm is sent. It holds codes and
counts. An *intelligence report* is graded by its scheme, names its source by a reference alone, and is cleared by a
second person before anybody else reads it. What areas see of both is a map by district, drawn once through disclosure
control, a month late. That something led to a contact or a referral is a number.

Never: a link to a case, the name of a source, a place finer than a district.
"""
