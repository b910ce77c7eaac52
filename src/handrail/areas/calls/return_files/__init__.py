"""Returns as files: the call's own template in Excel, Word and CSV, and reading one back, row by row."""
