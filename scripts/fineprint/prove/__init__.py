"""What holds a claim to its words: where quotes stand, the address ledger, no word lost."""
