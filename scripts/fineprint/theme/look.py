"""What every page loads, and the theme's inline scripts by the hashes under which a page admits them."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import USED_STYLES
from .theme_styles import used_part, without_comments, without_notes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

#: Where the preview serves the site.
LOCAL = "http://127.0.0.1:8000/"
#: What every page loads.
THEME_STYLE, STYLE, SCRIPT = "assets/theme.css", "assets/fineprint.css", "assets/site.js"
#: What of the theme no page names.
UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
#: The theme's templates whose inline scripts stand on our pages.
_INLINE = tuple(f"partials/javascripts/{name}.html" for name in ("base", "palette"))
_ELEMENT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: The picture that stands for a page where its link is shared: the one beside it, else that of the matrix.
CARD, WHOLE_CARD = "card.png", "matrix/card.png"


def theme_css() -> str:
    """The theme's style sheets as they come, one behind the other."""
    folder = Path(str(metadata.distribution("mkdocs-material").locate_file("material/templates/assets/stylesheets")))
    return "\n".join([file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.css"))])


def shipped(sources: Mapping[str, str]) -> dict[str, str]:
    """Our style sheets and scripts, from their sources by name, as they go out, and what is used of the theme's."""
    files = {
        name: without_comments(text) if name.endswith(".css") else without_notes(text) for name, text in sources.items()
    }
    ours = "".join(text for name, text in files.items() if name.endswith(".css"))
    wanted = frozenset(USED_STYLES.read_text(encoding="utf-8").splitlines())
    return files | {THEME_STYLE: used_part(theme_css(), wanted, ours)}


def script_hashes(environment: Environment, config: Mapping[str, Any]) -> list[str]:
    """The theme's inline scripts, as a content security policy names them; ``config``: the engine's settings."""
    made = [environment.get_template(name).render(config=config, features=[], base_url=".") for name in _INLINE]
    return [_hash(script) for text in made for script in _ELEMENT.findall(text)]


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
