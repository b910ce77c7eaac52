"""The criminal case as the person meets it: the victim contract, keeping in touch, section 45, triage decisions.

Words: an *entitlement* is one right of the Victims' Code in its version; a *contract item* is an entitlement whose
trigger has come, with its due day; an *answer* says what was done about it; a *sign-off* is asked by an officer and
given or refused by a supervisor. A *justice contact* reaches the person about the criminal case; an *attempt* does not.

Never: holds the account of what happened, or of an offence. No answer here starts or ends support.
"""
