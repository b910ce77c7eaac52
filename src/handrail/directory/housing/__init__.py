"""Housing: places and units that exist, and the agreements on whose rooms may be used.

Words. A *place* is a house, flat, hotel or host of one body; its address is a secret, sealed with a key of its
own. A *unit* is what one household takes in it: a flat, a room, a bed; it has one or more *bed spaces*. A *zone*
is a rough part of an area, good enough to say how far one place is from another and for nothing else. An
*agreement* says which body's places others may use, on what terms, until which night, and who pays.

It never says who sleeps anywhere: that is people/housing.
"""
