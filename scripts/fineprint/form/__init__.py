"""The reading form: a page of this machine alone, in which a version's answers are given and written to its file."""
