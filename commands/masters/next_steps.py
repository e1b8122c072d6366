"""What a keeper does next with a Word file in ``mau`` (việc tiếp theo), as commands to type."""

from __future__ import annotations

from pathlib import Path

from ...i18n import tr
from ..console import say


def say_next(in_word: str, path: Path, folder: str) -> None:
    """Print what to do in Word, then how the file is checked and tried out."""
    from ...workspace.places import here

    file = f'"{path}"' if " " in str(path) else str(path)
    say(tr("Việc tiếp theo:"), bold=True)
    say(f"  1. {in_word}")
    say(tr("  2. Soát mẫu: {lenh}").format(lenh=here(f"giayto mau kiem-tra {file}", folder)))
    say(tr("  3. Xem thử: {lenh}").format(lenh=here(f"giayto mau xem-thu {file}", folder)))
