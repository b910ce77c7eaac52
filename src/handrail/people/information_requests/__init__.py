"""The wall between support and investigation: each side asks the other for information, and is given it or refused.

Words: a *request* is asked by one organisation of another about one case; a *victim information request* is one of the
police about a victim; the *outcome* is that it was given, refused or withdrawn; *told* is that the person knows.

Never: opens support notes. What is given is what somebody wrote into the answer, and nothing of the case beside it.
"""
