"""The language of a text: from its words, whatever its page says."""

from __future__ import annotations

import pytest

from fineprint.text import language

TEXTS = {
    "en": (
        "The shop keeps the name and the street of each reader, so that a parcel finds its door. "
        "Nobody else sees it, and the list is burnt in winter."
    ),
    "fr": (
        "La boutique garde le nom et la rue de chaque lecteur, afin que le colis trouve sa porte. "
        "Personne ne les voit, et la liste est brûlée en hiver."
    ),
    "de": (
        "Der Laden behält Namen und Straße jedes Lesers, damit ein Paket seine Tür findet. "
        "Niemand sonst sieht sie an, und im Winter wird sie verbrannt."
    ),
    "es": (
        "La tienda guarda el nombre y la calle de cada lector, para que el paquete llegue a su puerta. "
        "Nadie más los ve, y la lista se quema en invierno."
    ),
    "ja": "この店は、荷物が届くように、読者の名前と通りを書き留めます。",
    "zh": "本店保存每位读者的姓名和街道，以便包裹能够送到门口。",
    "ko": "이 가게는 소포가 문을 찾을 수 있도록 독자의 이름과 거리를 적어 둡니다.",
    "ar": "يحتفظ المتجر باسم كل قارئ وشارعه حتى يصل الطرد إلى بابه، ولا يراه أحد غير العاملين هنا.",
    "el": "Το κατάστημα κρατά το όνομα και την οδό κάθε αναγνώστη.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_tells_its_language(tag: str) -> None:
    assert language.detect(f"# [x](https://example.org/a-long-english-address)\n\n{TEXTS[tag]}") == tag


@pytest.mark.parametrize("text", ["", "\0\0", "See below.", "4711 0815 " * 40, "https://example.org/the/of/and " * 20])
def test_too_little_tells_nothing(text: str) -> None:
    assert language.detect(text) is None


@pytest.mark.parametrize(
    ("stated", "before", "recorded", "said"),
    [
        ("de-CH", None, "de-CH", None),
        ("en", None, "de", "English (en), but its words are German: de was put in"),
        (None, "de-AT", "de-AT", None),
        (None, "fr", "de", "told from the words: German (de)"),
        (None, None, "de", "told from the words: German (de)"),
    ],
)
def test_the_words_overrule_what_is_stated(
    stated: str | None, before: str | None, recorded: str, said: str | None
) -> None:
    tag, notice = language.settle(TEXTS["de"], stated, before)
    assert tag == recorded
    assert (said in notice) if said else notice is None


def test_where_the_words_tell_nothing_what_is_stated_holds() -> None:
    assert language.settle("See below.", "pt-BR") == ("pt-BR", None)
    assert language.settle("See below.", None, "pt") == ("pt", None)
    assert language.settle("See below.", None) == ("en", "Nothing told the language; en was put in.")


def test_names_and_neighbours() -> None:
    assert [language.name(tag) for tag in ("de", "zh-Hant-TW", "iw", "qqx")] == ["German", "Chinese", "Hebrew", "qqx"]
    assert language.same("en-GB", "en")
    assert language.same("no", "nb")
    assert not language.same("en", "fr")
