"""What every other room speaks of: the book's nouns, problems, limits, dates, hashes and addresses."""
