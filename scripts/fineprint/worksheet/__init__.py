"""The review worksheet: what is left to read of a version, with its passages."""
