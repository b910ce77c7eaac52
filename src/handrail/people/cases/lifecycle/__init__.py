"""One case as a whole: opened, taken over, closed and opened again; read on one page; what is still open on it.

Words: the *page* of a case is all of it that is open to one reader; an *open thing* is what is named before a
case is closed or handed over; a *holder* is the body that holds it.

Never: closes a case by itself, or looks at a second one.
"""
