"""Case conferences of several agencies about one adult, and joint welfare visits.

Never: open the file itself to a member, who sees the slice that was cut for them until the conference closes.
"""
