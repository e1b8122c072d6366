"""Run tags (thẻ của run, ``{{r }}``): the text after one keeps the look of its run.

docxtpl puts what follows such a tag into a run without a look. Here the run is
cut behind the tag first, so that docxtpl finds nothing more to cut off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..settling import R, T, add_text, like

if TYPE_CHECKING:
    from lxml.etree import _Element

_RUN_TAG = re.compile(r"\{\{r\s.*?\}\}|\{%r\s.*?%\}", re.DOTALL)


def split_at_run_tags(root: _Element, _: str) -> None:
    """Cuts each run behind its first run tag, and so on, in place."""
    for text in list(root.iter(T)):
        run = text.getparent()
        while run is not None and run.tag == R:
            found = _RUN_TAG.search(text.text or "")
            if found is None or (found.end() == len(text.text or "") and text.getnext() is None):
                break
            rest = like(run)
            following = list(text.itersiblings())
            behind = add_text(rest, (text.text or "")[found.end() :])
            text.text = (text.text or "")[: found.end()]
            rest.extend(following)
            run.addnext(rest)
            run, text = rest, behind
