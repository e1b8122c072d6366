"""What a template comes apart into (các phần của mẫu): parts with tags, as Jinja source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


@dataclass(slots=True)
class PartSource:
    """One part with tags: its name in the zip, its name for people, its Jinja source."""

    name: str
    title: str
    text: str
    is_body: bool = False
    is_faulty: bool = False
    """Whether reading left tags where they stood, because they cannot stand there."""


class Holds(Enum):
    """What the values of a part without paragraphs are (loại giá trị)."""

    TEXT = "text"
    PROPERTY = "property"
    """A property of the file, which Office bounds in length."""
    ADDRESS = "address"
    """Where a link leads to."""


@dataclass(slots=True)
class ScatteredSource:
    """A part with tags in some of its texts only: a chart, a property, a link's address.

    The text stands in ``values`` by the mark that takes its place in the part.
    """

    holds: Holds
    values: dict[str, PartSource] = field(default_factory=dict)
