"""What writes: exporting cases, and taking erased people out of the files."""
