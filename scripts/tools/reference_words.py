"""What the reference says of files and exit codes, which no schema and no command says of itself."""

#: What a run of the command ends with.
EXIT_CODES = {
    0: ("Done", "Nothing is wrong, or there are warnings and notices only."),
    1: ("Problems", "The book has errors (with --strict, warnings), or something could not be taken in or written."),
    2: ("Wrong usage", "The command was called with an option or argument that it does not understand."),
    70: ("A bug of Fineprint's", "Please report it; FINEPRINT_DEBUG=1 prints where it happened."),
    130: ("Interrupted", "Ctrl-C was pressed, or the process was asked to end. Nothing is half-written."),
}
#: What each data file holds, by the name of its schema.
FILES_ABOUT = {
    "book": "What the book is: title, labels, permanent address, licence.",
    "topics": "The topics, in the order of the site, with phrases that tell which section speaks of which.",
    "lexicon": "Phrases of the same topics in another language.",
    "questions": "The rows of the matrix: questions, their values, and the search terms that prove a silence.",
    "findings": "Statements across vendors, each resting on quotes or answers.",
    "readings": "Independent readings of the answers.",
    "vendor": "Whose documents these are.",
    "record": "Where one version came from and how its text is read.",
    "outline": "The sections of one version.",
    "answers": "What one version answers.",
}
#: What else lies in a book, by path.
OTHER_FILES = {
    "policies/<vendor>/<document>/<date>/policy.md": "The text, word for word. It is never edited.",
    "policies/<vendor>/<document>/<date>/original.<ending>": "The file that the text was made from, as it came.",
    "policies/<vendor>/<document>/<date>/addresses.txt": "Every address of the version ever published, with the lines "
    "and the digest of its words. Written by fineprint record alone.",
    "policies/addresses.txt, policies/_addresses/": "Every address of the book ever published. Written by fineprint "
    "record alone.",
    "pages/": "Pages of your own, as Markdown. A page at the path of one that every book is given takes its place.",
    "mkdocs.yml": "Settings of the site: title, footer, navigation.",
    "docs/, site/, .cache/, offline/": "What the program makes. Deleting it costs time and drafts of `fineprint read`.",
}
