"""Fineprint: a folder of archived policies becomes a reference site that rests on the vendors' own words."""

import sys

#: The oldest Python of which every part of this package is understood.
OLDEST_PYTHON = (3, 11, 5)
if sys.version_info < OLDEST_PYTHON:
    sys.exit(
        f"Fineprint needs Python 3.11.5 or later, and this is {'.'.join(map(str, sys.version_info[:3]))}; "
        "use a newer one"
    )

__version__ = "2.0.0.dev0"
