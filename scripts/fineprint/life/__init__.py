"""What becomes of a published book: things renamed, moved, split, merged, retired and withdrawn, no address lost."""
