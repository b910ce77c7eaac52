"""What is done with an import: by people on its pages, and row by row beside them (`handrail work`)."""
