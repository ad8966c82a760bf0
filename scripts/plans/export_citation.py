"""How to cite: a dataset goes in, the citation as text, BibTeX and RIS comes out."""

import re
from dataclasses import dataclass
from datetime import date

from plans.dataset import Dataset
from plans.dataset_publication import Publication
from plans.export_about import SITE, creators_of, description_of, issued_on, landing_of, title_of
from plans.model import Text

# What the reader replaces by the day on which she read the page.
ACCESSED = Text("[引用日期]", "[date of access]")
NOT_SAID = Text("", "")
LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "$&#%_"},
}
# Two of these together become another sign in LaTeX: -- a dash, '' a quotation mark.
LIGATURES = re.compile(r"[-'`<>,?!](?=[-'`<>,])")


@dataclass(frozen=True, slots=True)
class Citation:
    """The same citation in four forms; the texts have `ACCESSED` where the day of reading belongs."""

    text_zh: str
    text_en: str
    bibtex: str
    ris: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation tells of the data."""

    name: str
    creators: tuple[Text, ...]
    title: Text
    description: Text
    keywords: tuple[str, ...]
    version: str
    issued: date
    url: str


def citations(publication: Publication, dataset: Dataset | None = None) -> Citation:
    """How to cite a dataset, or the whole where none is given."""
    work = work_of(dataset or publication.combined, publication)
    text = cite_text(work, ACCESSED)
    return Citation(text.zh, text.en, write_bibtex(work), write_ris(work))


def citation_files(publication: Publication, dataset: Dataset) -> dict[str, bytes]:
    """`F.bib` and `F.ris`, by path within the folder of the dataset."""
    cited = citations(publication, dataset)
    return {
        f"{dataset.name}.bib": cited.bibtex.encode(),
        f"{dataset.name}.ris": cited.ris.encode(),
    }


def work_of(dataset: Dataset, publication: Publication) -> Work:
    """The facts of a citation; the year is that of the data, not of the build."""
    return Work(
        name=dataset.name,
        creators=tuple(agent.name for agent in creators_of(dataset, publication)),
        title=title_of(dataset),
        description=description_of(dataset),
        keywords=tuple(dataset.head.get("keywords", ())),
        version=dataset.head["version"],
        issued=issued_on(dataset, publication),
        url=landing_of(dataset, publication),
    )


def cite_text(work: Work, accessed: Text = NOT_SAID) -> Text:
    """After GB/T 7714 in Chinese, after APA in English; without a day of access where none is given."""
    retrieved = f"Retrieved {accessed.en}, from " if accessed.en else ""
    return Text(
        on_one_line(
            f"{', '.join(creator.zh for creator in work.creators)}. {work.title.zh}[DS/OL]. "
            f"{work.version} 版. ({work.issued.isoformat()}){accessed.zh}. {work.url}"
        ),
        on_one_line(
            f"{', '.join(creator.en for creator in work.creators)}. ({work.issued.year}). {work.title.en} "
            f"(Version {work.version}) [Data set]. {retrieved}{work.url}"
        ),
    )


def on_one_line(text: str) -> str:
    """The text with a space for each line break, which neither format can hold."""
    return LINE_BREAKS.sub(" ", text).strip()


def write_bibtex(work: Work) -> str:
    """An entry that BibTeX and BibLaTeX read; `@dataset` is known to the latter only."""
    fields = {
        "author": " and ".join(f"{{{escape_latex(creator.zh)}}}" for creator in work.creators),
        "title": f"{{{escape_latex(work.title.zh)}}}",
        "titleaddon": escape_latex(work.title.en),
        "year": str(work.issued.year),
        "month": str(work.issued.month),
        "note": f"Data set, version {escape_latex(work.version)}",
        "publisher": f"{{{escape_latex(SITE.zh)}}}",
        "url": work.url,
        "langid": "chinese",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{plan-targets.{work.name},\n{lines}}}\n"


def escape_latex(text: str) -> str:
    """Text that LaTeX prints as it is."""
    plain = on_one_line(text)
    parted = {found.start() for found in LIGATURES.finditer(plain)}
    return "".join(
        LATEX.get(mark, mark) + ("{}" if place in parted else "") for place, mark in enumerate(plain)
    )


def write_ris(work: Work) -> str:
    """A record of the type DATA; lines end as the format demands."""
    lines = [
        ("TY", "DATA"),
        ("ID", f"plan-targets.{work.name}"),
        *(("AU", creator.zh) for creator in work.creators),
        ("TI", work.title.zh),
        ("TT", work.title.en),
        ("PY", str(work.issued.year)),
        ("DA", work.issued.strftime("%Y/%m/%d")),
        ("ET", work.version),
        ("PB", SITE.zh),
        ("AB", work.description.zh),
        *(("KW", keyword) for keyword in work.keywords),
        ("LA", "zh-Hans"),
        ("UR", work.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {on_one_line(value)}\r\n" for tag, value in lines)
