"""PDFs: from where each letter stands on the page to paragraphs, headings, lists and tables."""
