"""Bids, posts, pilots and evaluations: money asked for, what it promised, what was reached, and what was learned.

A *call* offers money; a *bid* asks for it and is *decided* once: awarded, declined or withdrawn, and kept. Its
*targets* count people, planned and reached apart. *Posts* are the directory's: here it says which bid pays them, which
evaluation they feed and which specification cites it. A *pilot* fixes its baseline before it starts and ends with a
*decision*.
An *evaluation* compares with and without, or before and after; the *level of evidence* and *caveats* stand beside it.

Never: a person who is supported; the holder of a post; a share of fewer than 20 people.
"""
