"""Prevention: campaigns and training that stop exploitation early, threats, capacity, and the plan they feed.

A *campaign* has activities, small organisations that are paid and named, approved materials, and a reach that is never
added up. What followed it is read from published figures by what people answer to “How did you hear about us?”. A
*threat item* is decided on each day; a *scored threat* shows its parts beside its total. A *strategic plan* names its
priorities with signals, needs findings and threats as reasons.

Never: a person who is supported, a learner’s name, a threat that is a person.
"""
