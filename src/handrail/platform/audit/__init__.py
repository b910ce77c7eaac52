"""The trail: what was seen and done, written so that tampering shows.

Words. A *record* says who did, read or was refused what, about which file, and when; its *mac* proves that
the product wrote it. The *sealer* orders records and ties each to the one before: a *link*. A *head* is the
last link of a batch, written to a file outside the database. The *unsealed tail* is what the sealer has not
reached yet. *Stops* are triggers that refuse to change or delete a record or a link.

A record is only ever added. It has no foreign key, so that it outlives whatever it speaks of. The trail never
decides who may see it: that is the work of `access`.
"""
