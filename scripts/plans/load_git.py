"""Asking git: a folder goes in, its commits and the content of its objects come out.

`git` is called as a command. Where there is none, or no repository, the answer is None; nothing is raised.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

# What the merge of a pull request says of itself; what it brought stands in its body.
MERGE = re.compile(r"Merge (pull request|branch|remote-tracking branch) ")
FIELDS = ("%H", "%P", "%ct", "%aN", "%s", "%b")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the main line; a merge carries the names of the authors of what it brought.

    `is_start`: a shallow clone begins here; what this commit holds may be older.
    """

    hash: str
    committed_at: datetime
    author: str
    subject: str
    is_start: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit as the log has it."""

    commit: Commit
    parents: tuple[str, ...]
    body: str


def ask_git(root: Path, *arguments: str, **environment: str) -> bytes | None:
    """The answer of git, None where there is no git or it refuses."""
    try:
        done = subprocess.run(
            command(root, *arguments),
            cwd=root,
            env=own_environment() | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout


def command(root: Path, *arguments: str) -> list[str]:
    """The command line; who runs our code from a checkout trusts it, whoever owns the folder."""
    settings = (f"safe.directory={root.resolve()}", "log.diffMerges=separate")
    return ["git", *(word for setting in settings for word in ("-c", setting)), *arguments]


def own_environment() -> dict[str, str]:
    """The environment without what a git around us (a hook, a rebase) says of its own repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


@contextmanager
def open_objects(root: Path) -> Iterator[Callable[[str], bytes | None]]:
    """One process that answers with the content of any object by id, None for one that is not there."""
    process = subprocess.Popen(
        command(root, "cat-file", "--batch"),
        cwd=root,
        env=own_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def read_object(id_: str) -> bytes | None:
            try:
                stdin.write(f"{id_}\n".encode())
                stdin.flush()
            except BrokenPipeError:  # it ended: a clone without blobs, and no network to fetch them
                return None
            head = stdout.readline().split()
            return stdout.read(int(head[2]) + 1)[:-1] if len(head) == 3 else None

        yield read_object


def read_line(root: Path, head: str, is_shallow: bool) -> list[Commit]:
    """The main line of a commit (first parents only), oldest first."""
    log = ask_git(
        root,
        *("log", "-z", "--topo-order", "--encoding=UTF-8", "--no-show-signature", "--no-color"),
        *(f"--format={'%x00'.join(FIELDS)}", head),
    )
    words = (log or b"").decode("utf-8", "replace").split("\0")
    records = zip(*[iter(words)] * len(FIELDS), strict=False)
    entries = {record[0]: read_entry(*record) for record in records}
    seen: set[str] = set()
    return [name_commit(entry, entries, seen, is_shallow) for entry in follow_line(entries)]


def read_entry(hash_: str, parents: str, seconds: str, author: str, *message: str) -> Entry:
    """A commit from the fields of its log."""
    subject, body = message
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return Entry(Commit(hash_, moment, author, subject), tuple(parents.split()), body.strip())


def follow_line(entries: Mapping[str, Entry]) -> list[Entry]:
    """The first entry, its first parent and so on, oldest first."""
    line: list[Entry] = []
    hash_ = next(iter(entries), "")
    while hash_ in entries:
        line.append(entries[hash_])
        hash_ = next(iter(line[-1].parents), "")
    return line[::-1]


def name_commit(entry: Entry, entries: Mapping[str, Entry], seen: set[str], is_shallow: bool) -> Commit:
    """The commit of an entry, a merge with the names of what it brought; adds to the hashes seen."""
    seen.add(entry.commit.hash)
    if entry.parents[1:]:
        return name_merge(entry, list_merged(entry, entries, seen))
    return replace(entry.commit, is_start=is_shallow and not entry.parents)


def list_merged(entry: Entry, entries: Mapping[str, Entry], seen: set[str]) -> list[Commit]:
    """What a merge brought besides other merges, oldest first; adds to the hashes seen."""
    found, waiting = [], list(entry.parents[1:])
    while waiting:
        hash_ = waiting.pop()
        if hash_ in entries and hash_ not in seen:
            seen.add(hash_)
            found.append(entries[hash_])
            waiting.extend(entries[hash_].parents)
    own = [merged.commit for merged in found if not merged.parents[1:]]
    return sorted(own, key=lambda commit: (commit.committed_at, commit.hash))


def name_merge(entry: Entry, merged: list[Commit]) -> Commit:
    """A merge with the authors of what it brought, and the subject of that or of the pull request."""
    authors = list(dict.fromkeys(commit.author for commit in merged)) or [entry.commit.author]
    subject = entry.commit.subject
    if MERGE.match(subject):
        title = entry.body.partition("\n")[0]
        subject = merged[0].subject if len(merged) == 1 else title or subject
    return replace(entry.commit, author=", ".join(authors), subject=subject)
