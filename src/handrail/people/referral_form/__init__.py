"""The Home Office form: its questions as data, drafts that a team shares, what leaves as JSON, print and HTCDS.

Words: a *definition* is one version of the form; a *draft* is a referral or notification that is being prepared; a
*handover* asks a first responder organisation to make it.

Never: send anything to the Home Office.
"""
