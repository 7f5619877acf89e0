"""The built site held to the book: words, addresses, links, markup, security policy."""
