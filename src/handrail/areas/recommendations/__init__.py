"""Recommendations: what an inspectorate or another asked, of whom, by when; each update; and a reasoned close."""
