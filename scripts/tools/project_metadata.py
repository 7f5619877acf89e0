"""Tells the build backend what an installed Fineprint needs: what ``requirements.in`` asks for, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class RequirementsHook(MetadataHookInterface):
    """Reads the dependencies from the one place in which they are listed by hand."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the dependencies in the project's metadata."""
        lines = Path(self.root, "requirements.in").read_text(encoding="utf-8").splitlines()
        wanted = (line for line in lines if line and line[0] not in "#-")
        # What installs a package is no part of what it needs.
        metadata["dependencies"] = [line for line in wanted if not line.startswith("hatchling")]
