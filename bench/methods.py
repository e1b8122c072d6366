"""The ways of making documents that are compared (các cách làm)."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from giayto.files.whole import write_bytes
from giayto.rendering import CompiledTemplate

Record = dict[str, Any]
# A method takes the records and a folder to write into.
Method = Callable[[Sequence[Record], Path], None]

_worker_template: CompiledTemplate | None = None


def docxtpl_loop(template: Path) -> Method:
    """What everybody does: open, render, save, for every record."""

    def run(records: Sequence[Record], folder: Path) -> None:
        for number, record in enumerate(records):
            document = DocxTemplate(template)
            document.render(record, autoescape=True)
            document.save(folder / f"{number}.docx")

    return run


def docxtpl_one_object(template: Path) -> Method:
    """One DocxTemplate for all records (docxtpl reloads the file by itself)."""

    def run(records: Sequence[Record], folder: Path) -> None:
        document = DocxTemplate(template)
        for number, record in enumerate(records):
            document.render(record, autoescape=True)
            document.save(folder / f"{number}.docx")

    return run


def mailmerge(template: Path) -> Method | None:
    """docx-mailmerge2 on the same paper with MERGEFIELDs: no conditions, no loops."""
    if importlib.util.find_spec("mailmerge") is None:
        return None
    from mailmerge import MailMerge

    fields = template.with_name(f"{template.stem}-mergefield.docx")
    fields.write_bytes(_with_merge_fields(template.read_bytes()))

    def run(records: Sequence[Record], folder: Path) -> None:
        for number, record in enumerate(records):
            with MailMerge(str(fields)) as document:
                document.merge(**_flat(record))
                document.write(str(folder / f"{number}.docx"))

    return run


def other_engine(name: str, template: Path) -> Method | None:
    """docxtpl-ng or rust-docxtpl, where installed, through their docxtpl-like class."""
    module = {"docxtpl-ng": "docxtpl_ng", "rust-docxtpl": "rust_docxtpl"}[name]
    if importlib.util.find_spec(module) is None:
        return None
    engine = importlib.import_module(module).DocxTemplate

    def run(records: Sequence[Record], folder: Path) -> None:
        for number, record in enumerate(records):
            document = engine(str(template))
            document.render(record)
            document.save(str(folder / f"{number}.docx"))

    return run


def ours(template: CompiledTemplate, *, disk: bool) -> Method:
    """giayto, one process, in memory or to disk (written beside and renamed)."""

    def in_memory(records: Sequence[Record], folder: Path) -> None:
        for record in records:
            template.render(record)

    def to_disk(records: Sequence[Record], folder: Path) -> None:
        place = str(folder)
        for number, record in enumerate(records):
            template.render_to(f"{place}/{number}.docx", record)

    return to_disk if disk else in_memory


def _start_worker(template: CompiledTemplate) -> None:
    global _worker_template
    _worker_template = template


def _work(share: tuple[int, Sequence[Record], str]) -> None:
    start, records, folder = share
    assert _worker_template is not None
    for number, record in enumerate(records, start):
        _worker_template.render_to(f"{folder}/{number}.docx", record)


def ours_in_processes(template: CompiledTemplate, processes: int) -> Method:
    """giayto in worker processes, records sent by pickle, start of the workers included."""

    def run(records: Sequence[Record], folder: Path) -> None:
        size = 200
        shares: Iterable[tuple[int, Sequence[Record], str]] = (
            (start, records[start : start + size], str(folder))
            for start in range(0, len(records), size)
        )
        with ProcessPoolExecutor(
            processes, initializer=_start_worker, initargs=(template,)
        ) as pool:
            list(pool.map(_work, shares))

    return run


def floor(template: CompiledTemplate, records: Sequence[Record]) -> Method:
    """The bare minimum: compress the ready XML, sum it, write the ready file."""
    parts = [list(template.render_parts(record).values()) for record in records]
    blobs = [template.render(record) for record in records]
    compress, crc32 = template.codec.compress, template.codec.crc32

    def run(some: Sequence[Record], folder: Path) -> None:
        place = str(folder)
        for number in range(len(some)):
            for part in parts[number]:
                compress(part)
                crc32(part)
            write_bytes(f"{place}/{number}.docx", blobs[number])

    return run


def _flat(record: Record, prefix: str = "") -> dict[str, str]:
    values: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            values.update(_flat(value, f"{prefix}{key}."))
        elif not isinstance(value, list):
            values[f"{prefix}{key}"] = str(value)
    return values


def _with_merge_fields(data: bytes) -> bytes:
    """The template with ``{{ x }}`` as Word's merge fields and without other tags."""

    def field(match: re.Match[str]) -> str:
        name = match.group(2)
        return (
            f'<w:fldSimple w:instr=" MERGEFIELD {name} "><w:r>{match.group(1)}'
            f"<w:t>«{name}»</w:t></w:r></w:fldSimple>"
        )

    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", 8) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode()
                text = re.sub(
                    r"<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
                    r"<w:t(?: [^>]*)?>\{\{ ([\w.]+) \}\}</w:t></w:r>",
                    field,
                    text,
                )
                content = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text).encode()
            target.writestr(name, content)
    return packed.getvalue()
