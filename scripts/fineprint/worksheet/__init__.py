"""The review worksheet: what awaits review in a version, with its passages."""
