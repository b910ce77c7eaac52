"""What pages of conferences and visits show: fetched in one go, opened as far as the reader's slice goes."""
