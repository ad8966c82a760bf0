"""Rules on the files of a package: which there are and how they are encoded."""

import re
from collections.abc import Iterator

from plans.canonical import DESCRIPTOR, table_names
from plans.canonical_bytes import decode, decode_any
from plans.canonical_damage import BY_ID
from plans.model import Text
from plans.rules_subject import Fault, Rule, Subject

BOM = b"\xef\xbb\xbf"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def files_are_present(subject: Subject) -> Iterator[Fault]:
    """A package has its descriptor and all its tables; a plan has an archived text besides."""
    files = subject.package.files
    for path in (DESCRIPTOR, *(f"{name}.csv" for name in table_names(subject.package))):
        if path not in files:
            yield Fault(path, None, None, "")
    if "passages" in table_names(subject.package) and not any(is_text(path) for path in files):
        yield Fault("sources/notice.txt", None, None, "")


def is_text(path: str) -> bool:
    """Whether a file is an archived text."""
    return re.fullmatch(r"sources/[a-z0-9]+(-[a-z0-9]+)*\.txt", path) is not None


def files_are_known(subject: Subject) -> Iterator[Fault]:
    """A package has no other files."""
    known = {DESCRIPTOR, *(f"{name}.csv" for name in table_names(subject.package))}
    for path in subject.package.files:
        if path not in known and not is_text(path):
            yield Fault(path, None, None, path)


def text_is_utf8(subject: Subject) -> Iterator[Fault]:
    """Every file is UTF-8."""
    for path, content in subject.package.files.items():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            text = decode(content)
            found = text.split("\n")[line - 1] if text else content[error.start : error.start + 8].hex(" ")
            yield Fault(path, line, None, found, advise_encoding(path, content))


def advise_encoding(path: str, content: bytes) -> Text | None:
    """What to do where the encoding can be guessed."""
    encoding, text = decode_any(content)
    if path.startswith("sources/") or text is None:
        return None
    title, cause = BY_ID[encoding].title, BY_ID[encoding].cause
    is_table = path.endswith(".csv")
    return Text(
        f"文件是 {title.zh}{f'（多半是{cause.zh}）' * is_table}：运行 make fix 转成 UTF-8。",
        f"The file has the {title.en}{f' (probably {cause.en})' * is_table}: run make fix to make it UTF-8.",
    )


def text_has_no_mark(subject: Subject) -> Iterator[Fault]:
    """No file but an archived text begins with a byte order mark."""
    for path, content in own_files(subject):
        if content.startswith(BOM):
            yield Fault(path, 1, None, "U+FEFF")


def own_files(subject: Subject) -> Iterator[tuple[str, bytes]]:
    """The descriptor and the tables that there are."""
    for path in (DESCRIPTOR, *(f"{name}.csv" for name in table_names(subject.package))):
        if path in subject.package.files:
            yield path, subject.package.files[path]


def lines_end_with_line_feed(subject: Subject) -> Iterator[Fault]:
    """Lines end with LF only."""
    for path, content in own_files(subject):
        if b"\r" in content:
            row = content.count(b"\n", 0, content.index(b"\r")) + 1
            yield Fault(path, row, None, "CRLF" if b"\r\n" in content else "CR")


def text_has_no_control_characters(subject: Subject) -> Iterator[Fault]:
    """No file holds characters that nobody can see."""
    for path, content in own_files(subject):
        text = (decode(content) or "").removeprefix("\ufeff")
        if match := CONTROL.search(text):
            yield Fault(path, text.count("\n", 0, match.start()) + 1, None, f"U+{ord(match[0]):04X}")


FILES = (
    Rule(
        "D008",
        Text("数据包的文件齐全", "The package has all its files"),
        Text(
            "每份规划要有 datapackage.json、六个 CSV 表（没有内容也要有表头）和 sources/ 中的存档原文。",
            "A plan needs datapackage.json, six CSV tables (at least a header) and a text in sources/.",
        ),
        "file",
        files_are_present,
    ),
    Rule(
        "D009",
        Text("数据包中没有多余的文件", "The package has no other files"),
        Text(
            "删去这个文件；存档原文放在 sources/，文件名用小写字母、数字和连字符，以 .txt 结尾。",
            "Delete the file; an archived text goes into sources/ under a lower-case name with .txt.",
        ),
        "file",
        files_are_known,
    ),
    Rule(
        "T001",
        Text("文件是 UTF-8 编码", "The file is UTF-8"),
        Text(
            "用 UTF-8 编码重新保存；受损的字节请从备份或历史版本恢复。",
            "Save it again as UTF-8; restore damaged bytes from a backup or an earlier version.",
        ),
        "file",
        text_is_utf8,
    ),
    Rule(
        "T002",
        Text("文件开头没有字节顺序标记（BOM）", "The file has no byte order mark (BOM)"),
        Text("运行 make fix 去掉。", "Run make fix to remove it."),
        "file",
        text_has_no_mark,
    ),
    Rule(
        "T003",
        Text("每行以 LF 结尾", "Lines end with LF"),
        Text("运行 make fix 统一换行。", "Run make fix to change the line ends."),
        "file",
        lines_end_with_line_feed,
    ),
    Rule(
        "T004",
        Text("没有看不见的控制字符", "There are no invisible control characters"),
        Text(
            "删去这个字符：重新输入这一格，不要从网页或 PDF 粘贴。",
            "Remove the character: type the cell again instead of pasting it from a page or a PDF.",
        ),
        "file",
        text_has_no_control_characters,
    ),
)
