"""From files on disk to a frozen book and what is wrong with it."""
