"""Every limit in one place, with the real maximum it was set from.

Real maxima were measured over 315 present-day and telecom privacy policies and all versions of 12 services.
"""

#: Bytes of a policy. Real maximum: 696 kB.
POLICY_BYTES = 2 * 1024 * 1024
#: Characters of a line. Real maximum: 14,032.
LINE_CHARACTERS = 100_000
#: Sections of a version. Real maximum: 141 headings.
SECTIONS = 400
#: Opening square brackets in one block of lines; parsers are quadratic in them. Real maximum: 189.
BRACKETS_IN_BLOCK = 3_000
#: Bytes of a YAML file. The largest of this book, the two readings of every cell, has about 290 kB.
YAML_BYTES = 2 * 1024 * 1024
#: Nesting of a YAML file. The deepest schema reaches 8.
YAML_DEPTH = 12
#: Characters of an id; file systems and addresses stay short with it.
ID_CHARACTERS = 48
#: Combining marks on one letter. Real maximum: 2.
COMBINING_MARKS = 8
#: Words from which a quote is long enough to carry a value.
QUOTE_WORDS = 3
#: Vendors up to which a page of the whole book holds a picture's line, a quote or a passage for each.
LARGE = 40
#: Vendors, and versions, up to which each has a card for where its link is shared; one takes 20 ms to draw.
CARDS = 100
#: Bytes of all parts of a Word file once unpacked that are read, and parts; a small file can hold very many.
DOCX_UNPACKED_BYTES, DOCX_PARTS = 100 * 1024 * 1024, 5_000
#: Nesting of a part of a Word file. Tables in tables and content controls reach about 60.
XML_DEPTH = 250
#: Bytes of memory that the conversion of one file may take. The largest of 150 real files took 410 MB.
CONVERSION_MEMORY = 2 * 1024 * 1024 * 1024
#: Seconds for one source: look-up, fetch and conversion together. The slowest of 150 real files took 12.
SOURCE_SECONDS = 60.0
#: Bytes of a file or a page that are read. Real maximum: 0.6 MB.
SOURCE_BYTES = 20 * 1024 * 1024
#: Bytes of an ``addresses.txt``; the largest vendor of 315 would have about 90 kB a version.
ADDRESSES_BYTES = 16 * 1024 * 1024
#: Letters of a PDF, blanks left out, and pages. Real maxima of 53: 109,000 and 41.
PDF_LETTERS, PDF_PAGES = 1_000_000, 2_000
