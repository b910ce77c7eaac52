"""What may be asked across cases: the same statements for one row and for a hundred."""
