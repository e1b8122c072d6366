"""The one tree of errors (cây lỗi): everything the library raises on purpose.

::

    GiaytoError                      GT000  exit 1
    ├── UsageError                   GT100  exit 2   wrong use of a command
    │   ├── UnknownPaper             GT101           no such kind of paper
    │   ├── UnknownUnit              GT102           no such party organisation
    │   ├── WorkspaceMissing         GT103           the folder is no workspace
    │   ├── WorkspaceExists          GT104           would overwrite a clerk's file
    │   └── UnknownRecord            GT105           no such person or record
    ├── DataError                    GT200  exit 3   the data cannot be used
    │   ├── WorkbookUnreadable       GT201           missing, locked, damaged, not Excel
    │   ├── SheetMissing             GT202           a sheet is not in the workbook
    │   ├── ListNotRecognised        GT204           no member list found in a file
    │   ├── DataRejected             GT205           findings that forbid making papers
    │   └── BackupUnusable           GT206           a backup of a workspace is damaged
    ├── TemplateError                GT300  exit 3   a Word template cannot be used
    │   ├── TemplateUnreadable       GT301           missing, damaged, not a .docx
    │   ├── TemplateUnsafe           GT302           asks for something forbidden
    │   ├── TemplateSyntax           GT303           a tag is written wrongly
    │   ├── UnknownField             GT304           a tag names a field that does not exist
    │   ├── MissingValue             GT305           a field has no value and policy is "stop"
    │   ├── TemplateLimit            GT306           a named limit was exceeded
    │   ├── IllegalCharacter         GT307           a value holds a character XML forbids
    │   ├── MasterRefused            GT308           a clerk's own template has faults
    │   └── PaperDeclaration         GT309           what an own paper is for is not understood
    ├── ConventionError              GT400  exit 3   a rule of official writing
    │   ├── RuleSetInvalid           GT401           a rule file is wrong
    │   ├── NoRuleSet                GT402           no rule set for this date or name
    │   └── ConventionValue          GT403           a value the rule does not allow
    ├── OutputError                  GT500  exit 1   a result cannot be delivered
    │   ├── CannotWrite              GT501           folder or file not writable
    │   ├── ConversionFailed         GT502           LibreOffice or Word failed
    │   ├── ConverterMissing         GT503           LibreOffice is not installed
    │   ├── MergeFailed              GT504           files cannot be put into one
    │   ├── NotOurPdf                GT720           a PDF that somebody else made stays
    │   └── ConverterBroken          GT721           LibreOffice gives no PDF at all
    ├── RegisterError                GT600  exit 3   the register of outgoing documents
    │   ├── RegisterDamaged          GT601           the database is damaged
    │   ├── RegisterUnavailable      GT602           cannot be reached or is busy
    │   ├── NumberTaken              GT603           the number was given already
    │   ├── NumberNotFound           GT604           no such number in the register
    │   ├── BodyUnclear              GT605           whose numbers they are must be said first
    │   ├── RegisterReadOnly         GT606           can be looked at, not written
    │   ├── RegisterAddressWrong     GT607           an address that is neither file nor server
    │   ├── RegisterLost             GT608           numbers were given, and their register is gone
    │   └── RegisterBusy             GT609           somebody else is writing, for long
    └── BatchInterrupted             GT700  exit 1   the clerk stopped a run

Exit codes: 0 done; 1 some documents failed; 2 wrong use; 3 data rejected.
Every error says what happened, where, why, and what to do next, in Vietnamese.
The library raises; only ``cli`` prints.
"""

from __future__ import annotations

from collections.abc import Sequence


class GiaytoError(Exception):
    """Base of all errors of giayto (lỗi).

    ``what`` is one sentence; ``where`` names sheet and cell, template and
    paragraph, or document and part; ``why`` is the cause; ``fix`` the next
    step for the user; ``details`` are further lines (one finding each).
    ``None`` for any of them means there is nothing to say.
    """

    code = "GT000"
    exit_code = 1

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        why: str | None = None,
        fix: str | None = None,
        details: Sequence[str] = (),
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.why = why
        self.fix = fix
        self.details = tuple(details)

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes send errors back by pickle; keyword-only arguments
        # are lost by the default protocol of exceptions.
        return (_rebuild, (type(self), self.what, self.where, self.why, self.fix, self.details))

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.append(f"Ở đâu: {self.where}")
        if self.why:
            parts.append(f"Vì sao: {self.why}")
        parts.extend(self.details)
        if self.fix:
            parts.append(f"Cần làm: {self.fix}")
        return "\n".join(parts)

    def as_dict(self) -> dict[str, object]:
        """The error as plain data for ``--json``."""
        return {
            "code": self.code,
            "what": self.what,
            "where": self.where,
            "why": self.why,
            "fix": self.fix,
            "details": list(self.details),
        }


def _rebuild(
    cls: type[GiaytoError],
    what: str,
    where: str | None,
    why: str | None,
    fix: str | None,
    details: tuple[str, ...],
) -> GiaytoError:
    return cls(what, where=where, why=why, fix=fix, details=details)


class UsageError(GiaytoError):
    """Wrong use of a command (dùng lệnh sai)."""

    code = "GT100"
    exit_code = 2


class UnknownPaper(UsageError):
    """No such kind of paper (loại giấy tờ không có)."""

    code = "GT101"


class UnknownUnit(UsageError):
    """No such party organisation (tổ chức đảng không có)."""

    code = "GT102"


class WorkspaceMissing(UsageError):
    """The folder is no workspace (thư mục không phải nơi làm việc)."""

    code = "GT103"


class WorkspaceExists(UsageError):
    """The command would overwrite a clerk's file (đã có tệp, không ghi đè)."""

    code = "GT104"


class UnknownRecord(UsageError):
    """No such person, or no paper of such a record (không có người, hồ sơ này)."""

    code = "GT105"


class DataError(GiaytoError):
    """The data cannot be used (dữ liệu không dùng được)."""

    code = "GT200"
    exit_code = 3


class WorkbookUnreadable(DataError):
    """A workbook is missing, locked, damaged or no workbook (không đọc được sổ Excel)."""

    code = "GT201"


class SheetMissing(DataError):
    """A sheet is not in the workbook (thiếu trang tính)."""

    code = "GT202"


class ListNotRecognised(DataError):
    """No member list was found in a file (không nhận ra danh sách đảng viên)."""

    code = "GT204"


class DataRejected(DataError):
    """The data have findings that forbid making papers (dữ liệu bị từ chối)."""

    code = "GT205"


class BackupUnusable(DataError):
    """A backup of a workspace that is damaged or none (bản sao lưu không dùng được)."""

    code = "GT206"


class TemplateError(GiaytoError):
    """A Word template cannot be used (mẫu Word không dùng được)."""

    code = "GT300"
    exit_code = 3


class TemplateUnreadable(TemplateError):
    """A template is missing, damaged or no .docx (không đọc được mẫu)."""

    code = "GT301"


class TemplateUnsafe(TemplateError):
    """A template asks for something forbidden (mẫu không an toàn); ``others``: what else of it."""

    code = "GT302"
    others: Sequence[TemplateUnsafe] = ()


class TemplateSyntax(TemplateError):
    """A tag in a template is written wrongly (thẻ trong mẫu viết sai)."""

    code = "GT303"


class UnknownField(TemplateError):
    """A tag names a field that does not exist (trường không có)."""

    code = "GT304"


class MissingValue(TemplateError):
    """A field has no value and the policy is to stop (trường chưa có giá trị)."""

    code = "GT305"


class TemplateLimit(TemplateError):
    """A named limit of rendering was exceeded (vượt giới hạn)."""

    code = "GT306"


class IllegalCharacter(TemplateError):
    """A value holds a character that Word files cannot hold (ký tự không hợp lệ)."""

    code = "GT307"


class MasterRefused(TemplateError):
    """A clerk's own template has faults, so no paper is made with it (mẫu riêng có lỗi)."""

    code = "GT308"


class PaperDeclaration(TemplateError):
    """A line of an own paper is not understood (khai báo sai): ``item`` of its head, ``typed``."""

    code = "GT309"
    item = ""
    typed = ""


class ConventionError(GiaytoError):
    """A rule of official writing cannot be followed (lỗi thể thức)."""

    code = "GT400"
    exit_code = 3


class RuleSetInvalid(ConventionError):
    """A rule file is wrong (tệp bộ quy tắc sai)."""

    code = "GT401"


class NoRuleSet(ConventionError):
    """No rule set has this name or covers this date (không có bộ quy tắc)."""

    code = "GT402"


class ConventionValue(ConventionError):
    """A value is outside what the rule allows (giá trị trái thể thức)."""

    code = "GT403"


class OutputError(GiaytoError):
    """A result cannot be delivered (không giao được kết quả)."""

    code = "GT500"
    exit_code = 1


class CannotWrite(OutputError):
    """A file or folder cannot be written (không ghi được)."""

    code = "GT501"


class ConversionFailed(OutputError):
    """Turning a document into PDF failed (chuyển PDF không được)."""

    code = "GT502"


class ConverterMissing(OutputError):
    """The program that makes PDF is not installed (chưa cài LibreOffice)."""

    code = "GT503"


class MergeFailed(OutputError):
    """Documents cannot be put into one (không gộp được)."""

    code = "GT504"


class NotOurPdf(OutputError):
    """A PDF that we did not make, or that was changed since, is there (PDF của người khác)."""

    code = "GT720"


class ConverterBroken(OutputError):
    """LibreOffice gives no PDF, whatever the document (LibreOffice không làm việc)."""

    code = "GT721"


class RegisterError(GiaytoError):
    """The register of outgoing documents refuses (lỗi sổ văn bản)."""

    code = "GT600"
    exit_code = 3


class RegisterDamaged(RegisterError):
    """The register's database is damaged (sổ văn bản bị hỏng)."""

    code = "GT601"


class RegisterUnavailable(RegisterError):
    """The register cannot be reached or is busy (không mở được sổ văn bản)."""

    code = "GT602"


class NumberTaken(RegisterError):
    """The number was given already (số đã cấp)."""

    code = "GT603"


class NumberNotFound(RegisterError):
    """No such number in the register (không có số này)."""

    code = "GT604"


class BodyUnclear(RegisterError):
    """Whose numbers they are must be said first (chưa rõ số của cơ quan nào)."""

    code = "GT605"


class RegisterReadOnly(RegisterUnavailable):
    """The register can be looked at, not written (sổ chỉ đọc được)."""

    code = "GT606"


class RegisterAddressWrong(RegisterUnavailable):
    """An address that is neither a file nor a server (địa chỉ sổ viết sai)."""

    code = "GT607"


class RegisterLost(RegisterUnavailable):
    """Numbers were given here, and the register that holds them is gone (mất sổ)."""

    code = "GT608"


class RegisterBusy(RegisterUnavailable):
    """Somebody else is writing in the register, for longer than one waits (sổ đang bận)."""

    code = "GT609"


class BatchInterrupted(GiaytoError):
    """The clerk stopped a run; finished files stay (dừng giữa chừng)."""

    code = "GT700"
