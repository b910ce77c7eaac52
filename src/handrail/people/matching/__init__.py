"""What joins people’s cases without showing one in another: an incident with many people, and who may be one person.

Words: an *incident* is what many people were found in; a *likeness* is a pair of cases that may be one person; two
cases are *joined* and *parted* again, and neither is lost.

Never: show one person’s case to somebody who may not see it.
"""
