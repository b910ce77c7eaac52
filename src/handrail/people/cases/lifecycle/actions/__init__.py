"""What people do with a case as a whole: open it, say whose it is, add a paper, mark it closed or open."""
