"""What pages and actions ask about the work on cases."""
