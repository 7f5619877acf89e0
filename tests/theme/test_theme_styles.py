"""Of the theme's styles the site has those that some page uses, and no script of the theme's."""

from __future__ import annotations

from fineprint.theme import USED_STYLES
from fineprint.theme.look import theme_css
from fineprint.theme.theme_styles import all_selectors, rules, selectors, used_part, without_comments, without_notes


def test_rules_selectors_and_conditions_are_told_apart() -> None:
    css = (
        '@charset "x";/* a{ */a,b:is(c,d)[e=","]{f:g}@media print{h{i:url("}")}}@keyframes j{to{k:l}}m{animation:j 1s}'
    )
    assert [prelude for prelude, _ in rules(css)] == ['a,b:is(c,d)[e=","]', "@media print", "@keyframes j", "m"]
    assert list(all_selectors(css)) == ["a", 'b:is(c,d)[e=","]', "h", "m"]
    assert used_part(css, {"a", "h"}) == 'a{f:g}@media print{h{i:url("}")}}'
    assert used_part(css, {"m"}) == "m{animation:j 1s}@keyframes j{to{k:l}}"
    assert used_part("a{--b:c;--d:url(';');e:var(--b)}f{--d:g}", {"a", "f"}) == "a{--b:c;e:var(--b)}"
    assert used_part("a{--d:url(';')}", {"a"}, "b{c:var(--d)}") == "a{--d:url(';')}"
    assert selectors("a:is(b, c), d") == ["a:is(b, c)", "d"]


def test_a_sheet_goes_out_without_what_is_for_its_editors() -> None:
    assert without_comments("/* a\n b */\n\nc { d: e; }\n@media f {\n  /* g */\n  h { i: j; }\n}\n") == (
        "c { d: e; }\n@media f {\nh { i: j; }\n}\n"
    )


def test_a_script_goes_out_without_its_comments_and_with_every_address() -> None:
    assert without_notes('// a\nconst b = "https://c"; // d\n  // e\nf();\n') == 'const b = "https://c"; // d\nf();\n'


def test_the_list_names_nothing_that_the_theme_does_not_have() -> None:
    wanted = USED_STYLES.read_text(encoding="utf-8").splitlines()
    assert wanted == sorted(set(wanted))
    assert set(wanted) - set(all_selectors(theme_css())) == set()


def test_what_is_left_out_is_most_of_it() -> None:
    wanted = USED_STYLES.read_text(encoding="utf-8").splitlines()
    assert 5_000 < len(used_part(theme_css(), set(wanted))) < len(theme_css()) / 5
