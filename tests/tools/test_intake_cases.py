"""The cases of taking in: what is right is passed over, and each thing that is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tools import intake_cases

PAGE = "<html lang=en><main><h1>Rules</h1><h2>Rent</h2><p>Rent is due in May.</p><p hidden>Or June.</p></main></html>"


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ({"text": ["due in May"], "without": ["June"], "said": ["hidden block"], "sections": ["Rent"]}, ""),
        ({"text": ["due in July"]}, "the text has no"),
        ({"without": ["May"]}, "the text has 'May'"),
        ({"said": ["tracked"]}, "nothing says"),
        ({"sections": []}, "its sections are"),
        ({"refused": "nested"}, "taken, not refused"),
        ({"odd": "challenge"}, "it is not told to be"),
    ],
)
def test_what_is_not_as_the_case_says_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: dict[str, object], told: str
) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "cases.yml").write_text(yaml.safe_dump({"a.html": case}), encoding="utf-8")
    code = intake_cases.main(["--folder", str(tmp_path), "--cases", str(tmp_path / "cases.yml")])
    said = capsys.readouterr().out
    assert (code, told in said) == (int(bool(told)), True)
    assert ("1 of 1 right" in said) == (not told)


def test_a_file_that_is_not_there_or_refused_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.pdf").write_bytes(b"none")
    (tmp_path / "cases.yml").write_text("a.html: {}\nb.pdf: {}\n", encoding="utf-8")
    assert intake_cases.main(["--folder", str(tmp_path), "--cases", str(tmp_path / "cases.yml")]) == 1
    assert "a.html: there is no such file\nb.pdf: refused:" in capsys.readouterr().out
