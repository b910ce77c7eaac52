"""Monitoring returns: what a grant or contract asks to be counted, filled each quarter, checked, signed, handed on."""
