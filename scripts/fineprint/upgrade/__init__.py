"""From an older format of the data files to the present one, without loss: comments, order and quoting stay.

``keys`` tells what became of each key, ``edits`` changes the source text of a file at the places of its keys,
``convert`` does so for all files of a book and proves the result, ``folder`` reads and writes them. Which format a
book has is for ``read.formats`` to tell.
"""
