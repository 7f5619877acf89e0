"""What a person most likely meant where a file can't be read: a line to paste, or the setting that did it. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence

#: A key, and behind it words that are not in quotation marks, or that are in broken ones.
_BLOCK = re.compile(r"(?P<head>\s*(?:- )*[\w-]+: +)(?P<words>[^\s|>].*?)\s*")
#: Where a key stands within braces, and what may stand behind its words: other keys, and the end of the braces.
_FLOW_KEY = re.compile(r"[{,]\s*[\w-]+: +")
_FLOW_TAIL = re.compile(r"(?:, *[\w-]+: (?:[\w.#-]+|\".*\"|\[.*\]|'.*'))*\s*\}.*")
#: One item of a list on a line of its own.
_ITEM = re.compile(r"(?P<head>\s*- +)(?P<words>[^\s{\[].*?)\s*")


def quoted_line(line: str, mends: Callable[[str], bool]) -> str | None:
    """A line with its words in quotation marks, if that mends it; ``mends``: whether a line in its place can be read.

    Words with a colon, a bracket, a number sign or a broken quotation mark are meant as words.
    """
    for words, made in _candidates(line):
        # A bracket that is only not closed may be meant as one.
        meant = re.search(r"\w", words) and (words[0] not in "[{" or words[0].translate(_CLOSING) in words)
        if meant and made != line and mends(made):
            return made
    return None


_CLOSING = str.maketrans("[{", "]}")


def _candidates(line: str) -> Iterator[tuple[str, str]]:
    """Words of one key or item after the other, the last key first, and the line with them in quotation marks."""
    for key in reversed(list(_FLOW_KEY.finditer(line))):
        ends = (end for end in range(key.end() + 1, len(line)) if _FLOW_TAIL.fullmatch(line, end))
        if (end := next(ends, None)) is not None:
            words = line[key.end() : end]
            yield words, line[: key.end()] + _quoted(words) + line[end:]
    for form in (_BLOCK, _ITEM):
        if found := form.fullmatch(line):
            yield found["words"], found["head"] + _quoted(found["words"])


def _quoted(words: str) -> str:
    words = words.strip()
    if words[:1] in "\"'":
        words = words[1:]
        words = words[:-1] if words[-1:] in "\"'" else words
    return json.dumps(words, ensure_ascii=False)


def badly_indented(lines: Sequence[str], number: int) -> str | None:
    """What is wrong with the blanks in front of a line (from 0), if its neighbours have others; else None."""
    blank = re.match(r"\s*", lines[number])[0]  # type: ignore[index]
    if "\t" in blank:
        return "a tab stands in front of this line; indent with blanks, as the lines around it"
    around = [len(text) - len(text.lstrip(" ")) for text in (*lines[:number], *lines[number + 1 :]) if text.strip()]
    if around and len(blank) not in around:
        last = next((len(text) - len(text.lstrip(" ")) for text in reversed(lines[:number]) if text.strip()), 0)
        near = min(around, key=lambda count: (abs(count - len(blank)), abs(count - last)))
        return f"this line begins with {len(blank)} blanks, those around it with others; write {near}"
    return None


def meant_words(value: object, unknown: str) -> str | None:
    """What was meant by a mapping in which ``unknown`` is no key but the rest of a sentence behind a comma.

    Returns the key and its words as they should be written; None if the mapping does not look like that.
    """
    if not isinstance(value, dict) or (value.get(unknown) is not None and " " not in unknown):
        return None
    key, words = "", ""
    for name, inner in value.items():
        rest = name if inner is None else f"{name}: {inner}"
        if words and (name == unknown or (unknown in words and inner is None)):
            words = f"{words}, {rest}"
        elif unknown in words:
            break
        else:
            key, words = (name, inner) if isinstance(inner, str) else ("", "")
    return f"{key}: {json.dumps(words, ensure_ascii=False)}" if unknown in words else None


#: What a parser says of a line that is no YAML, and how that line is mended; a beginning of its words is enough.
_PARSER_SAYS = {
    "mapping values are not allowed": "a key stands too far to the right; give it the blanks of the keys around it",
    "did not find expected '-'": "this is no entry of the list above; put “- ” in front, or take that mark out above",
    "could not find expected ':'": "the line before has no colon behind its key; add it, or join its words to a line",
    "did not find expected key": "this line belongs to nothing above it; give it the blanks of the keys around it",
}


def parser_words(said: str) -> str:
    """What is wrong and how to mend it, where a parser says ``said``."""
    known = (words for start, words in _PARSER_SAYS.items() if said.startswith(start))
    return next(known, f"{said}; mend the YAML here")


def line_ends_changed(raw: bytes, digest: str) -> bool:
    """Whether bytes would have a digest if their line ends were those of another system."""
    unix = raw.replace(b"\r\n", b"\n")
    return digest in {hashlib.sha256(form).hexdigest() for form in (unix, unix.replace(b"\n", b"\r\n")) if form != raw}


#: How files get back the line ends that git took from them.
LINE_ENDS_MEND = (
    "git changed its line ends (core.autocrlf): put the line “policies/** -text” into .gitattributes, run "
    "git config core.autocrlf false, delete the file, and run git checkout -- "
)


def entry_lines(lines: list[str], line: int) -> range | None:
    """The lines (from 0) of the entry below a top key that holds ``line`` (from 1); None where there is none."""
    starts = [number for number, text in enumerate(lines) if re.match(r" +[^\s#-][^#]*:", text)]
    if not starts:
        return None
    indent = min(len(lines[number]) - len(lines[number].lstrip(" ")) for number in starts)
    begins = [number for number in starts if lines[number][indent] != " " and lines[number][:indent].isspace()]
    first = max((number for number in begins if number < line), default=None)
    if first is None:
        return None
    ends = (number for number in range(first + 1, len(lines)) if number in begins or re.match(r"[^\s#]", lines[number]))
    return range(first, next(ends, len(lines)))


def without_lines(text: str, taken: range) -> str:
    """A text in which some lines are blank, so that all others keep their numbers."""
    return "\n".join("" if number in taken else line for number, line in enumerate(text.split("\n")))
