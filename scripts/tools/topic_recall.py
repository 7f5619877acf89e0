"""How often the topic that a plain heading names is found, over a folder of policies.

    PYTHONPATH=scripts python scripts/tools/topic_recall.py FOLDER [--topics policies/topics.yml]

A section whose heading, less filling words, is one of ``HEADINGS`` names its topic. Printed for each half of the files
(by a hash of their names): how often that topic is among those assigned from the body alone and with the heading, the
mean number of topics a section carries, and which other topics such sections carry. Texts or sections that are not
English, bodies of fewer than fifteen words and repeated bodies are left out; a body found in both halves counts in
the first.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fineprint.outline import draft
from fineprint.read import strict_yaml
from fineprint.text.markdown import inline_text, parse
from fineprint.text.topics import Lexicon, assign_topics, lexicon_of

#: Words that say nothing about a heading's topic, and forms that mean the same.
FILLING = (
    "the this these our your my a an we us you i do does is are and or of to in for on any personal about regarding "
    "will may can"
)
SAME = (
    (re.compile(r"\b(?:privacy )?(?:policy|policies|notice|statement)\b"), "policy"),
    (re.compile(r"\b(?:personally identifiable )?information\b"), "data"),
)
NUMBER = re.compile(r"^(?:(?:section|part|article)\s+)?(?:(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.):]+\s+|\d+(?:\.\d+)*\.?\s+)")
#: Plain headings, filling words left out, and the topic that each names.
HEADINGS = {
    "scope": (
        "scope; scope policy; policy applies; where policy applies; when policy applies; what policy covers; what "
        "policy cover; definitions; scope application; links other sites; links other websites; links third-party "
        "websites; third-party links; external links; application policy; policy scope; who policy applies; "
        "introduction"
    ),
    "collection": (
        "data collect; what data collect; data collected; collection data; collection; types data collect; data "
        "provide; data collect automatically; automatically collected data; data automatically collected; data from "
        "other sources; data collect from other sources; categories data collect; how collect data; sources data; "
        "location data; payment data; sensitive data; data provide directly; data give; device data; log data; data "
        "collect from third parties; when collect data; data receive from other sources"
    ),
    "calls": (
        "calls; call records; cpni; customer proprietary network data; call recording; call recordings; voicemail; "
        "text messages; text messaging; communications content; call detail records; recording"
    ),
    "cookies": (
        "cookies; use cookies; how use cookies; what cookies; cookies similar technologies; cookies other "
        "technologies; cookies tracking technologies; cookies web beacons; not track; not track signals; web beacons; "
        "tracking technologies; cookies tracking; cookie policy; analytics; google analytics; cookies other tracking "
        "technologies; use cookies similar technologies; pixel tags; global privacy control; opt out preference "
        "signals; cookies related technologies"
    ),
    "use": (
        "use; use data; how use data; data use; how use data collect; why use data; purposes processing; purposes; "
        "legal basis; legal bases; legal basis processing; legal bases processing; lawful basis processing; how data "
        "used; why how use data; purpose processing; marketing; automated decision-making; legal basis processing "
        "data; how process data; what use data; uses data; how use collected data"
    ),
    "sharing": (
        "sharing; sharing data; how share data; disclosure data; disclosure; disclosures data; data sharing; who "
        "share data with; with whom share data; data share; how disclose data; sale data; third parties; service "
        "providers; business transfers; affiliates; sharing disclosure; data sharing disclosure; when share data; "
        "recipients data; third-party disclosure; recipients; sharing with third parties; selling data; who data "
        "shared with; disclosure third parties; corporate transactions; when disclose data"
    ),
    "government": (
        "law enforcement; legal requests; government requests; legal requirements; legal disclosures; legal process; "
        "law enforcement requests; compliance with law; compliance with laws; legal reasons; disclosures required by "
        "law; compelled disclosure; government access; legal compliance"
    ),
    "rights": (
        "rights; choices; rights choices; privacy rights; choices rights; access; access correction; privacy choices; "
        "exercising rights; exercise rights; what rights; opt-out; opt out; opting out; california privacy rights; "
        "california residents; right access; right object; right delete; right erasure; data portability; data "
        "subject rights; deletion; what choices have; what rights have; how exercise rights; access data; accessing "
        "data; shine light law; data protection rights; rights with respect data; right correct; right rectification; "
        "updating data; deleting data; choice"
    ),
    "retention": (
        "retention; data retention; retention data; retention period; how long keep data; how long retain data; how "
        "long store data; storage period; data storage retention; retention periods; retaining data; how long data "
        "stored; how long data saved"
    ),
    "security": (
        "security; data security; security data; security measures; how protect data; protecting data; how secure "
        "data; safeguards; keeping data secure; security safeguards; protection data; how keep data secure; data "
        "breach; security practices; confidentiality security; encryption"
    ),
    "children": (
        "children; children's privacy; children privacy; children's data; minors; policy toward children; age "
        "restriction; data from children; child privacy; children's online privacy; children under 13; privacy "
        "children; children under 16; age requirements; use by children; kids; collection data from children"
    ),
    "transfer": (
        "international transfers; international transfer; data transfers; international data transfers; cross-border "
        "data transfers; cross-border transfers; transfers data; transfer data; data transfer; international "
        "transfers data; international users; privacy shield; data privacy framework; international data transfer; "
        "international transfer data; where data stored; standard contractual clauses; global operations; cross- "
        "border data transfer; transfers; safe harbor"
    ),
    "changes": (
        "changes policy; changes; policy changes; updates policy; policy updates; updates; modifications; changes "
        "notice; changes statement; amendments; modifications policy; revisions; notification changes; policy "
        "modifications; changes updates policy; updates changes; amendments policy; updating policy"
    ),
    "health": "health data; protected health data; hipaa; health; consumer health data; medical data",
    "accountability": (
        "contact; contacting; how contact; contact data; contacts; contact details; questions; complaints; data "
        "protection officer; data controller; controller; right lodge complaint; questions complaints; questions "
        "comments; dispute resolution; questions concerns; how complain; contact policy; eu representative; questions "
        "suggestions; contact with questions"
    ),
}
TOPIC_OF = {heading: topic for topic, headings in HEADINGS.items() for heading in headings.split("; ")}
#: The commonest words of English: a section with few of them is in another language.
ENGLISH = "the and of to your you we our or in for is that may with"
ENGLISH_SHARE = 0.18
FEWEST_WORDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A section to measure: which half its file falls in, its words, and the topic its heading names, if any."""

    half: int
    heading: str
    body: str
    named: str | None


def sections(text: str) -> list[tuple[str, str]]:
    """A policy's sections as the splitter drafts them: heading and body, markup and excluded lines left out."""
    lines, drafted = text.replace("\r", " ").split("\n"), draft(text)
    excluded = {number for part in drafted.excluded for number in part.lines.numbers()}
    starts = [((1, 0), ""), *((heading.lines, heading.heading) for heading in drafted.headings)]
    ends = [*(heading.lines.first for heading in drafted.headings), len(lines) + 1]
    found = []
    for ((first, last), heading), end in zip(starts, ends, strict=True):
        # What follows a heading on its own line begins the body.
        run_in = "\n".join(lines[first - 1 : last]).partition(heading)[2] if heading else ""
        kept = ["" if number in excluded else lines[number - 1] for number in range(last + 1, end)]
        tokens = parse("\n".join([run_in.lstrip("*_:# "), *kept]))
        body = "\n".join(inline_text(token) for token in tokens if token.type == "inline")
        if heading or body:
            found.append((heading, body))
    return found


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon of a ``topics.yml``; problems of the file end the run."""
    loaded, problems = strict_yaml.load(path.read_bytes(), str(path))
    if loaded is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    return lexicon_of(loaded.value)


def plain(heading: str) -> str:
    """A heading without number, punctuation and filling words, as ``HEADINGS`` lists it."""
    words = NUMBER.sub("", heading.lower().replace("’", "'").strip("*_# "))
    for form, word in SAME:
        words = form.sub(word, words)
    filling = FILLING.split()
    said = re.findall(r"[^\W_][^\s/&,:;()“”\"?!*_]*", words)
    return " ".join(word for word in said if word not in filling).rstrip(".")


def samples(folder: Path) -> Iterator[Sample]:
    """The sections of a folder's texts that can be measured."""
    halves = {path: hashlib.sha256(path.name.encode()).digest()[-1] % 2 for path in folder.iterdir() if path.is_file()}
    seen, common = set(), set(ENGLISH.split())
    for path in sorted(halves, key=lambda path: (halves[path], path.name)):
        for heading, body in sections(path.read_text(encoding="utf-8")):
            words = re.findall(r"[^\W\d_]+", body.lower())
            if len(words) < FEWEST_WORDS or sum(word in common for word in words) < ENGLISH_SHARE * len(words):
                continue
            if (key := " ".join(words)) not in seen:
                seen.add(key)
                yield Sample(half=halves[path], heading=heading, body=body, named=TOPIC_OF.get(plain(heading)))


def report(lexicon: Lexicon, measured: list[Sample], with_heading: bool) -> str:
    """The figures for some sections, read with their headings or from the bodies alone."""
    named, hit, carried = Counter[str](), Counter[str](), Counter[int]()
    others: dict[str, Counter[str]] = {topic.id: Counter() for topic in lexicon.topics}
    named_carried = 0
    for sample in measured:
        found = assign_topics(lexicon, sample.heading if with_heading else "", sample.body)
        carried[len(found)] += 1
        if sample.named:
            named[sample.named] += 1
            hit[sample.named] += sample.named in found
            named_carried += len(found)
            others[sample.named].update(topic for topic in found if topic != sample.named)
    if not named:
        return "no section with a plain heading\n"
    total, every = named.total(), carried.total()
    macro = sum(hit[topic] / named[topic] for topic in named) / len(named)
    mean = sum(count * number for count, number in carried.items()) / every
    lines = [
        f"  found {hit.total()}/{total} = {hit.total() / total:.3f}; mean over topics {macro:.3f}",
        f"  topics per section: {named_carried / total:.2f} if plainly headed, {mean:.2f} of all; "
        + f"none: {carried[0] / every:.2f}",
    ]
    for topic in (topic.id for topic in lexicon.topics if named[topic.id]):
        also = ", ".join(f"{other} {n / named[topic]:.2f}" for other, n in others[topic].most_common(4))
        lines.append(f"    {topic:15} {hit[topic]:4}/{named[topic]:<4} {hit[topic] / named[topic]:.2f}   also: {also}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures a folder and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder of policies, one file each")
    parser.add_argument("--topics", type=Path, default=Path("policies/topics.yml"))
    arguments = parser.parse_args()
    lexicon, measured = read_lexicon(arguments.topics), list(samples(arguments.folder))
    print(f"{len(measured)} sections, {sum(bool(sample.named) for sample in measured)} with a plain heading")
    for half, name in enumerate(("first half", "second half")):
        for with_heading in (False, True):
            print(f"{name}, {'with heading' if with_heading else 'body alone'}")
            print(report(lexicon, [sample for sample in measured if sample.half == half], with_heading))


if __name__ == "__main__":
    main()
