"""What the typesetter sets: where its fonts and templates lie, and which template is for what."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from domain.post import DRAWING

PAPERS = Path(__file__).parent / "papers"


def template_of(paper: Mapping[str, Any]) -> bytes:
    """The source of a paper's template, or of a drawing's."""
    name = "way.typ" if paper.get("kind") == DRAWING else "dossier.typ"
    return (PAPERS / "templates" / name).read_bytes()
