"""A new book's repository, as files: written once by ``new``; some are kept in their present form by ``upgrade``.

``repository`` fills the templates in ``files/``, whose paths are those of the repository with ``dot.`` for a leading
dot; ``questions`` drafts rows of the matrix from sentences; ``pins`` says which Fineprint the book is built with.
"""
