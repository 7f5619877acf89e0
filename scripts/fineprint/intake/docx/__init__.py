"""Word files: numbers as Word shows them, tracked changes settled by choice, what is beside the text said."""
