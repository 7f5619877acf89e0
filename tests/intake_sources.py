"""Sources for intake, made here: a server on this machine, a Word file, a PDF, and a page with all that pages have."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

#: What a server answers: status, headers, body; a body of several pieces comes in drips.
Answer = tuple[int, dict[str, str], bytes | list[bytes]]

PAGE = """\
<!DOCTYPE html>
<html lang="en-GB"><head><title>Acorn: privacy</title><style>p {color: red}</style></head>
<body><nav>Home Shop</nav>
<main id="policy"><h1>Privacy at <em>Acorn</em></h1>
<p title="no word">We sell telephones &amp; keep few data.<br>Last updated: 6 March 2023.</p>
<h2>Cookies</h2>
<p><b>Note:</b>we set <a href="/one (1)">one*cookie_a</a> [it] ends with the session &lt;today&gt;.</p>
<ol start="3"><li>It holds a number.<ul><li>1. of four</li><li>- digits</li></ul></li>
<li><p>It holds</p><p>no name.</p></li></ol>
<table><tr><th>Kind</th><th>Why</th></tr><tr><td>first | party</td><td>to call<p>and write</p></td></tr></table>
<table><tr><td><ul><li>A layout</li></ul></td></tr></table>
<dl><dt>Term</dt><dd># Meaning</dd></dl>
<blockquote>Said <code>once `or` twice</code></blockquote>
<pre>two
  lines</pre>
<img src="x.png" alt="A seal"><script>var lost = 1;</script>
<div>loose <strong> bold </strong>words<p>1) and a paragraph + ~~more~~</p></div></main>
<footer>Imprint</footer></body></html>
"""


@contextmanager
def server(answer: Callable[[str], Answer]) -> Iterator[str]:
    """A server on this machine; ``answer`` gets the path. Yields its address without a slash at the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for piece in body if isinstance(body, list) else [body]:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    if isinstance(body, list):
                        time.sleep(0.05)
            except OSError:
                pass

        def log_message(self, *said: object) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{made.server_address[1]}"
    finally:
        made.shutdown()
        made.server_close()


def html(page: str) -> Answer:
    """An answer that is a page."""
    return 200, {"Content-Type": "text/html; charset=utf-8"}, page.encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = f'xmlns:w="{WORD}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
)


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word file; ``text``: words, or runs as XML where it begins with ``<w:``."""
    runs = text if text.startswith("<w:") else run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of a Word file."""
    said = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def docx(*paragraphs: str, more: str = "", styles: str = "", **parts: str) -> bytes:
    """A Word file; a paragraph that begins with "# " is a heading, one that begins with "<w:" is XML.

    ``more``: XML at the end of the body; ``styles``: more styles; ``parts``: what other parts hold, such as
    ``numbering``, ``footnotes``, ``header1``.
    """
    body = ""
    for text in paragraphs:
        heading = '<w:pStyle w:val="Heading1"/>' if text.startswith("# ") else ""
        body += text if text.startswith("<w:") else paragraph(text.removeprefix("# "), heading)
    packed = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    contents = {"styles": _STYLES + styles, **parts}
    types = f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
    relations = ""
    for name in contents:
        kind = name.rstrip("0123456789")
        types += f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>'
        relations += f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
    roots = {"header": "hdr", "footer": "ftr"}
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packed}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packed}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{packed}/relationships">{relations}</Relationships>',
        )
        for name, inner in contents.items():
            kind = name.rstrip("0123456789")
            root = f"w:{roots.get(kind, kind)}"
            archive.writestr(f"word/{name}.xml", f"<{root} {_NAMES}>{inner}</{root}>")
        archive.writestr("word/document.xml", f"<w:document {_NAMES}><w:body>{body}{more}</w:body></w:document>")
    return raw.getvalue()


def pdf(*lines: str, stream: bytes | None = None, pages: Sequence[bytes] = (), box: str = "0 0 595 842") -> bytes:
    """A PDF of one page with a line of text each; ``stream``: the page's content instead; ``pages``: of several."""
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    contents = pages or [stream if stream is not None else b"BT /F1 10 Tf 14 TL 50 780 Td\n" + shown + b"ET"]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (box.encode(), 6 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    raw, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(raw))
    return raw + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def placed(*texts: tuple[float, float, str], size: float = 10, font: str = "F1") -> bytes:
    """The content of a page of a PDF: each text at its place, from the lower left corner."""
    return b"".join(
        b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (font.encode(), size, x, y, _escaped(text))
        for x, y, text in texts
    )


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
