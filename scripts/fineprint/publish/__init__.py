"""What a book gives away: the policies' HTML, citations, data files, feeds, charts, the search index."""
