"""What people do about events: record, correct, take back; set a length; tell what no event does."""
