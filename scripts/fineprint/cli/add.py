"""``fineprint add``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..core.dates import today
from ..core.problems import CLEAN
from ..intake.acquire import AddRequest
from ..intake.add import add_version
from ..intake.example import take_example_out
from ..read.book import load_book
from . import options
from .taking import how_to_fetch, progress, tell


@click.command()
@options.book_folder
@click.argument("source")
@click.option("--vendor", required=True, metavar="ID", help="The vendor: its folder below policies/.")
@click.option("--document", required=True, metavar="ID", help="The kind of document, as book.yml lists it.")
@click.option("--date", metavar="DAY", help="Day of the version, YYYY-MM-DD.")
@click.option("--date-basis", type=click.Choice(["archived", "retrieved", "stated"]), help="What day --date is.")
@click.option("--name", help="Name of a vendor that is new to the book.")
@click.option("--website", metavar="ADDRESS", help="Website of a new vendor.")
@click.option("--description", metavar="SENTENCE", help="What a new vendor sells.")
@click.option("--publisher", metavar="NAME", help="Who publishes the text, as it says.")
@click.option("--title", help="The text's own title.")
@click.option("--language", metavar="CODE", help="Language of the text, as in en or pt-BR.")
@click.option(
    "--variant",
    metavar="ID",
    help="Region or language, as in de or uk, of a text that is not the main one of its document.",
)
@click.option("--url", metavar="ADDRESS", help="Address of the page that the file was saved from.")
@click.option("--archive", metavar="ADDRESS", help="Address of the archive's copy that the file was saved from.")
@click.option("--effective", metavar="DAY", help="Day from which the text says that it holds.")
@click.option("--updated", metavar="DAY", help="Day on which the text says that it was last changed.")
@click.option("--element", metavar="SELECTOR", help="CSS selector of the element of a page that holds the policy.")
@click.option("--encoding", metavar="NAME", help="Encoding of the file, where it is not UTF-8.")
@how_to_fetch
def command(root: Path, **fields: Any) -> int:
    """Take a policy into the book.

    SOURCE is a text, Markdown, HTML, DOCX or PDF file, or an http(s) address.

    Writes a new version with its record, a drafted outline and the answers that its words still prove, and a review
    worksheet of what awaits review. A copy of words that are kept already is noted as seen. No value is ever
    guessed.

    \b
    Example:
      fineprint add policy.html --vendor acorn --name "Acorn Phones" --document privacy-policy \\
        --date 2024-05-06 --date-basis retrieved --url https://acorn.example/privacy
    """
    loaded = load_book(root)
    taken = add_version(root, loaded, AddRequest(today=today(), progress=progress, **fields))
    tell(root, loaded, taken)
    if loaded.book and taken.kind == "new" and (gone := take_example_out(root, loaded.book, taken.vendor.id)):
        print(f"  {gone}")
    return CLEAN
