"""Texts of four languages for the book in ``examples/``, written for the tests."""

from __future__ import annotations

from pathlib import Path

import verbs

TEXTS = {
    "de": """# Gartenordnung der Kolonie Lindenhof

## Nutzung

Die Parzelle dient der Erholung und dem Anbau von Obst und Gemüse. Wer sie länger als ein Jahr nicht bestellt, verliert
das Nutzungsrecht. Eine Untervermietung ist ausgeschlossen; über Ausnahmen entscheidet der Vorstand.

## Wege und Straßen

Die Straße vor dem Tor ist freizuhalten. Fahrräder dürfen auf den Wegen geschoben werden.

## Lärm und Feuer

Offenes Feuer ist verboten. Geräte mit Motor dürfen werktags bis achtzehn Uhr laufen, sonntags nicht.

## Kündigung

Beide Seiten können die Vereinbarung mit einer Frist von drei Monaten kündigen. Die Kündigungen bedürfen der Schriftform.
""",
    "fr": """# Règlement des jardins du Moulin

## Accès

L’accès aux parcelles est libre de l’aube au crépuscule. L'entrée d'un animal n'est admise qu'avec l'accord du bureau.

## Eau

L'eau du puits est gratuite. Les arrosages sont limités à deux soirs par semaine, sauf s'il gèle.

## Récoltes

Les légumes récoltés appartiennent au jardinier. La vente des œufs et du miel est interdite sur place.

## Durée

La convention est conclue pour un an et se renouvelle d’elle-même. Elle peut être résiliée à tout moment.
""",
    "ja": """# 市民農園利用規約

## 利用目的

区画は野菜と花を育てるために使用します。駐車場としての使用はできません。

## 水とゴミ

水道は朝六時から使えます。クッキーの袋などのゴミは各自で持ち帰ってください。落ち葉は堆肥の箱に入れます。区画の境に柵を立てる場合は、事務所に届け出てください。

## 解約

利用者はいつでも解約を申し出ることができます。申し出の後、一か月で契約は終わります。
""",
    "zh": """# 社区菜园使用协议

## 用途

地块只能用来种植蔬菜和花卉,不得停放车辆,也不得转租给他人。管理人员每个月检查一次地块的情况。

## 用水

水井全天开放。浇水时请注意节约,冬天水管会被关闭。肥料由大家共同购买,费用按照地块的大小来分摊。

## 终止

使用人可以随时终止本协议,但应当提前三十天书面通知。押金在交还钥匙之后退还。
""",
}


def speak(root: Path) -> None:
    """Take the texts into the book in the folder ``root``."""
    for language, text in TEXTS.items():
        file = root / f"{language}.md"
        file.write_text(text, encoding="utf-8")
        done = verbs.run(
            *("add", "--root", root, "--vendor", f"garden-{language}", "--name", f"Garden {language}"),
            *("--document", "plot-agreement", "--date", "2024-05-06", "--date-basis", "retrieved"),
            *("--url", f"https://{language}.garden.example/rules", "--description", "Lets plots.", file),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        file.unlink()
