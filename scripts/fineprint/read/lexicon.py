"""The lexicon of topics: ``topics.yml`` and, beside it, phrases of other languages, ``topics.fr.yml`` and the like."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..core.problems import Problem
from ..text.topics import Lexicon, lexicon_of
from .result import ReadFiles
from .strict_yaml import Yaml

TOPICS = "policies/topics.yml"
#: The name of a file of phrases of another language.
NAME = re.compile(r"topics\.([a-z]{2,3})\.yml")


def read_lexicon(loaded: ReadFiles) -> Lexicon | None:
    """The lexicon from the files read so far; what is wrong with one is put into ``loaded``."""
    file = loaded.files.get(TOPICS)
    if file is None:
        return None
    others = {path: other for path, other in sorted(loaded.files.items()) if NAME.fullmatch(path.rpartition("/")[2])}
    lexicon = _lexicon(file, {}, loaded)
    if lexicon is None:
        return None
    for path, other in others.items():
        loaded.problems.extend(_problems(path, other, lexicon))
    good = {
        path: other.value
        for path, other in others.items()
        if not any(problem.path == path for problem in loaded.problems) and _lexicon(other, file.value, loaded)
    }
    return lexicon_of(file.value, good.values())


def _lexicon(file: Yaml, main: Mapping[str, Any], loaded: ReadFiles) -> Lexicon | None:
    """One file's lexicon; that of another language builds on the ``main`` one."""
    try:
        return lexicon_of(main, [file.value]) if main else lexicon_of(file.value)
    except ValueError as reason:
        place = "phrases" if main else "topics"
        loaded.problems.append(file.error("topic.phrase", f'{reason}; write words, such as "cookie*"', place))
    return None


def _problems(path: str, file: Yaml, lexicon: Lexicon) -> Iterator[Problem]:
    """A file of phrases names its own language, another than that of topics.yml, and topics of topics.yml."""
    named, language = NAME.sub(r"\1", path.rpartition("/")[2]), file.value["language"]
    if language != named or language == lexicon.language:
        said = f"the file is named for {named!r} and {lexicon.language!r} is that of topics.yml; say language: {named}"
        yield file.error("topic.language", said, "language")
    known = [topic.id for topic in lexicon.topics]
    for topic in file.value["phrases"]:
        if topic not in known:
            near = difflib.get_close_matches(topic, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "see topics.yml"
            yield file.error("topic.unknown", f"no topic {topic!r}; {hint}", "phrases", topic)
