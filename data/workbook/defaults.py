"""What a new workspace begins with (dữ liệu ban đầu của một sổ mới)."""

from __future__ import annotations

from ..law import default_legal_bases, default_recipients
from ..models import Dataset, Settings


def starting_dataset(settings: Settings | None = None) -> Dataset:
    """An empty dataset with the default legal bases and recipients (sổ mới).

    ``settings`` is taken as it is; ``None`` means the defaults of every item.
    """
    chosen = settings or Settings()
    return Dataset(
        settings=chosen,
        legal_bases=default_legal_bases(),
        recipients=default_recipients(),
    )
