"""Trying a master out (xem thử mẫu): filled in beside the papers, with no number and no trace.

A preview never stands among the papers; its name says what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...checking.masters.one_file import check_apart
from ...checking.masters.paper_contexts import PaperContexts
from ...conventions.spelling import file_slug
from ...errors import ConverterMissing, GiaytoError, TemplateUnreadable, UsageError
from ...files.small import read_small
from ...files.whole import make_folder
from ...findings import Finding
from ...generators.plan import DAY
from ...i18n import tr
from ...rendering import CompiledTemplate
from ...rendering.apart import TemplateApart
from ...rendering.pdf.convert import convert
from ...rendering.pdf.pages import page_pictures
from ...rendering.picture_folder import PictureFolder
from ...templates.own_master import made_ready
from ...templates.pictures import picture_options
from ...templates.store import LARGEST_MASTER, OwnMasters, find_master
from ..causes import Cause, by_cause
from ..outputs import output_file, output_folder
from ..own_papers import papers_for, papers_of
from ..places import Places
from .known import Known
from .meant import by_paper, file_named, master_meant, master_of_file, masters_meant
from .preview_data import Shown, shown_for
from .reading import data_of, own_columns, season_of

PREVIEWS = "xem-thu"
"""The folder of a workspace where previews stand."""
_WORD = (".docx", ".docm", ".dotx", ".doc")


@dataclass(slots=True)
class Preview:
    """A master that was tried out (một bản xem thử).

    ``template`` is the file, ``None`` for the built-in; ``own_data`` whether the clerk's
    own data are shown, ``title`` of which paper. ``document`` is ``None`` where errors among the
    ``findings`` stopped it. ``trouble`` says why there is no PDF.
    """

    master: str
    template: Path | None
    title: str
    own_data: bool
    findings: list[Finding]
    document: Path | None = None
    pdf: Path | None = None
    pictures: list[Path] = field(default_factory=list)
    trouble: GiaytoError | None = None

    @property
    def causes(self) -> list[Cause]:
        """The findings with one cause told as one, the most important first."""
        return by_cause(self.findings, {})

    @property
    def refused(self) -> bool:
        """Whether no paper can be made with it."""
        return self.document is None

    @property
    def unfinished(self) -> bool:
        """Whether a PDF should be there and is not."""
        return self.trouble is not None and not isinstance(self.trouble, ConverterMissing)

    def as_dict(self) -> dict[str, object]:
        """All of it for a program."""
        return {
            "master": self.master,
            "template": None if self.template is None else str(self.template),
            "title": self.title,
            "own_data": self.own_data,
            "findings": [finding.as_dict() for finding in self.findings],
            "document": None if self.document is None else str(self.document),
            "pdf": None if self.pdf is None else str(self.pdf),
            "pictures": [str(path) for path in self.pictures],
            "error": None if self.trouble is None else self.trouble.as_dict(),
        }


def preview(
    places: Places,
    what: str,
    *,
    record: str | None,
    unit: str | None,
    paper: str | None,
    out: str | Path | None,
    overwrite: bool,
) -> list[Preview]:
    """Fill a template in to look at it (xem thử mẫu): Word, PDF and pictures of the pages.

    ``what`` is a Word file, one in ``mau`` by its name, or a kind of paper, of which
    the template in force is tried. ``record`` or ``unit`` say whose data are shown;
    else those that fill the most fields, of the sample ward where there are none.
    ``paper`` says what a file is for whose name does not. ``out`` is another folder
    than ``xem-thu``; there nothing is replaced without ``overwrite``. No number is
    given. A template with errors is not filled in. Raises :class:`UnknownPaper`,
    :class:`UnknownRecord`, :class:`UnknownUnit`, :class:`UsageError`,
    :class:`WorkspaceExists`, :class:`CannotWrite` and the template errors.
    """
    loaded = data_of(places)
    day = season_of(loaded)
    file = _file(places, what)
    own = OwnMasters.of(places.own_masters)
    papers = papers_of(own, own_columns(loaded))
    if file is not None and paper is None:
        papers = papers_for(file, own, papers, own_columns(loaded))
    if file is not None and (fault := papers.fault_of(file)) is not None:
        raise fault
    if file is None:
        meant = by_paper(masters_meant(what, day, papers))
    elif kind := paper or master_of_file(file, papers):
        meant = [[master_meant(kind, day, papers)]]
    else:
        raise UsageError(
            tr("Không biết tệp “{ten}” là mẫu của giấy tờ nào.").format(ten=file.name),
            fix=tr("Thêm --loai và tên giấy tờ, ví dụ --loai kiem-diem-02c."),
        )
    contexts = PaperContexts(loaded.ward if loaded else None, day.year, papers.own, sound=False)
    pictures = PictureFolder(places.pictures, required=False)
    folder = places.folder / PREVIEWS
    if out is not None:
        folder = output_folder(out, folder=places.folder)
    found: list[Preview] = []
    for one in meant:
        for shown in shown_for(one, loaded, day.year, record=record, unit=unit):
            template = file or own.paths.get(shown.master)
            made = _checked(shown, template, contexts)
            if not any(finding.severity == "error" for finding in made.findings):
                name = _name(shown, template)
                made.document = output_file(
                    folder / name,
                    folder=places.folder,
                    overwrite=overwrite or out is None,
                )
                make_folder(folder)
                _template(one[0], shown, template, contexts, pictures, own).render_to(
                    made.document, shown.context
                )
            found.append(made)
    _printed([made for made in found if made.document is not None])
    return found


def _file(places: Places, what: str) -> Path | None:
    """The file that is meant, one in ``mau`` by its name too; ``None`` for a kind of paper."""
    path = file_named(places, what)
    if path is not None or Path(what).suffix.lower() not in _WORD:
        return path
    raise TemplateUnreadable(
        tr("Không có tệp mẫu “{ten}”.").format(ten=what),
        where=str(Path(what).absolute()),
        fix=tr("Ghi đúng tên tệp; tệp trong thư mục mau thì chỉ cần tên."),
    )


def _checked(shown: Shown, template: Path | None, contexts: PaperContexts) -> Preview:
    """What is found in a file of the clerk's; the built-in ones have been looked through."""
    made = Preview(shown.master, template, shown.title, shown.own, [])
    if template is not None:
        given = [shown.context, *contexts.of(shown.master)]
        labels = contexts.labels(shown.master)
        made.findings = check_apart(template.absolute(), given, labels, shown.master)
    return made


def _template(
    known: Known,
    shown: Shown,
    file: Path | None,
    contexts: PaperContexts,
    pictures: PictureFolder,
    own: OwnMasters,
) -> CompiledTemplate | TemplateApart:
    """The template that is tried: the file, else the built-in one in force."""
    day = None if known.paper is None else DAY
    if file is None:
        found = find_master(shown.master, shown.rules, own=own)
        return CompiledTemplate.load(
            found.content, name=found.path.name, day=day, **picture_options(None)
        )
    content = made_ready(read_small(file, LARGEST_MASTER), file.name).content
    return TemplateApart(
        content,
        file.name,
        labels=contexts.labels(shown.master),
        day=day,
        plain_blocks=True,
        **picture_options(pictures),
    )


def _name(shown: Shown, template: Path | None) -> str:
    of = shown.master if template is None else file_slug(template.stem)
    whose = shown.stem if shown.stem.startswith(of.lower()) else f"{of}-{shown.stem}"
    return f"XEM-THU-{whose}.docx"


def _printed(made: Sequence[Preview]) -> None:
    """Makes the PDF and the pictures of the pages, as far as this computer can."""
    documents = [(one.document, one.document.with_suffix(".pdf")) for one in made if one.document]
    try:
        results = convert(documents, workers=1)
    except GiaytoError as error:
        for one in made:
            one.trouble = error
        return
    for one, result in zip(made, results, strict=True):
        one.pdf, one.trouble = result.pdf, result.error
        if one.pdf is not None:
            one.pictures = page_pictures(one.pdf)
