"""What people do with needs and offers: record, offer, answer, refer, ask again, say what came of it, undo a slip."""
