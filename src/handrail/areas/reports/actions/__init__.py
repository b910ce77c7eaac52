"""What people do to reports: begin one, order and word it, ask for a quote and answer, publish."""
