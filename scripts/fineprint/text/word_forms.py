"""How words of a query are met: the words that carry no meaning, and which words are forms of one another.

All of it is data that the search page is given with the index; its script applies it. Endings are of inflection only:
"shares" and "sharing" are one word, "sharer" is another. Related words are looked for only where a word has no form in
the book, and the page says so.
"""

from __future__ import annotations

#: By language, left out of a query that has other words; asked alone they are looked for as any word is.
STOP_WORDS = {
    "en": """
    a about all am an and any are as at be been being but by can could did do does for from get give given
    gets had has have having how i if in into is it its may me might much must my of on or our shall she he
    should so some such than that the their them then there these they this those to too under us was we were
    what when where which while who whom whose why will with would you your yours happens happen say says tell
    please find list long make made need vs versus
    """.split(),  # noqa: SIM905
    "de": """
        aber als am an auch auf aus bei bin bis das dass dein deine dem den denn der des die dies diese diesem diesen
        dieser doch du durch ein eine einem einen einer eines er es etwa für gibt hab habe haben hat hatte ich ihr ihre
        ihrem ihren ihrer im in ist ja kann können man mein meine meinem meinen meiner mich mir mit muss müssen nach
        ob oder sein seine sich sie sind so soll über um und uns unser unsere unter vom von vor wann war waren warum was
        welche welchem welchen welcher welches wem wen wenn wer werden wie wir wird wo wurde wurden zu zum zur
    """.split(),  # noqa: SIM905
    "fr": """
        à ai ainsi as au aux avec avez ce ces cet cette comment d dans de des dont du elle elles en est et être il ils
        j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ont ou où par peut peuvent pour
        pourquoi qu quand que quel quelle quelles quels qui quoi s sa se ses si son sont sur t ta te tes ton tu un une
        vos votre vous y
    """.split(),  # noqa: SIM905
}
#: By language, endings that inflection adds, and what stood in their place before: "policies" is a form of "policy".
ENDINGS = {
    "en": (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
    "de": tuple((ending, "") for ending in ("e", "en", "er", "es", "em", "n", "s", "ern", "nen")),
    "fr": (("s", ""), ("es", ""), ("e", ""), ("ées", "er"), ("ée", "er"), ("és", "er"), ("é", "er"), ("aux", "al")),
    "es": (("s", ""), ("es", ""), ("as", "o"), ("a", "o"), ("os", "o")),
    "nl": (("en", ""), ("s", ""), ("e", "")),
}
#: Forms that no ending tells.
IRREGULAR = (
    *("use uses used using", "sell sells sold selling", "child children", "person persons people", "send sent sending"),
    *("keep kept keeps keeping", "hold held", "give gave given giving", "take took taken", "tell told", "find found"),
    *("make made making", "write wrote written", "choose chose chosen", "speak spoke spoken", "know knew known"),
    *("see saw seen", "lose lost losing", "pay paid", "buy bought", "build built", "leave left", "hear heard"),
    *("bring brought", "mean meant", "understand understood", "withdraw withdrew withdrawn", "forget forgot forgotten"),
    *("begin began begun", "bind bound", "seek sought", "show shown showed", "steal stole stolen", "lend lent"),
    *("get got gotten", "go went gone", "do did done does", "have has had", "be is are was were been being am"),
    *("man men", "woman women", "criterion criteria", "datum data", "index indices indexes", "law laws", "tie ties"),
)
#: Endings of derivation in English, longest first: what is left of two related words, if long enough, is the same.
DERIVED = tuple(
    sorted(
        """
        ization isation izations isations ification ifications ified ifies ify ifying ational ation
        ations ator ators ative ated ates ate ating ition itions ition ities ity ment ments ness ance
        ances ence ences ancy ency able ible ability ally al ial als ive ively ion ions or ors er ers ee
        ees ist ists ism ly y ies ied ed es e s ing ings ory ant ants ent ents ize izes ized izing ise
        ises ised ising
        """.split(),  # noqa: SIM905
        key=lambda ending: (-len(ending), ending),
    )
)
#: Letters that must be left of a word without an ending, of inflection and of derivation.
LEAST, LEAST_DERIVED = 3, 5
