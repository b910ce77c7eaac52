"""Calls on the screen: those who ask, those who answer, and the tracker between them."""
