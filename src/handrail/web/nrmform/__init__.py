"""The Home Office form: one question a page over a shared draft."""
