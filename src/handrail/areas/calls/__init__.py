"""Calls: one body asks many the same questions, and each answers for itself.

A *call* goes to its *addressees*; being *asked* is a row of its own. A *return* is one body's answer: drafted by
staff, signed by somebody else of the same body, *submitted*, and from then on kept as an *edition*. A return may hold
*entries*: practices, each with its area. Asked, answered and quoted are three different counts.

Never: a person who is supported; a guess at what a body that said nothing would have said.
"""
