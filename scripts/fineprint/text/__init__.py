"""A text taken apart: blocks, paragraphs, characters, links, phrases, topics. Nothing here knows a file."""
