"""Is it English? The coach leaves other languages alone. Small words tell, as does the script."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the and is are was were of to in that it for with have has had not you we they this our your their be been "
    "from by at as what which who how why when can could would should will won't don't doesn't my i he she his "
    "her there but if or do did us "
    "so no all about because than then them its on an a need never always just does any some only please thanks".split()
)
_OTHERS = frozenset(
    "der die das und ist nicht wir sie ein eine einen einem einer den dem des mit auf für von zu im am als auch "
    "aber wenn dass haben hat wird werden sind kein keine unser unsere ihr ihre euch mir mich uns bei nach über "
    "nur noch schon immer ich du le la les un une et est pas nous vous ils elle elles que qui dans pour avec sur "
    "des du au aux ce cette mais sont avons notre votre leur leurs jamais toujours ne plus je tu il el los las "
    "una y es no se nosotros ustedes que en por para con su sus nuestro nuestra pero como siempre nunca del al lo "
    "il lo gli uno e è non noi voi loro che di da per con su nostro nostra ma sempre mai della delle dei sono o "
    "os um uma não nós eles em com sua seu nossa nosso mas nunca sempre está são het een en niet wij zij van op "
    "voor met maar ook altijd nooit onze hun wordt zijn heeft och är inte vi ni de som på för med av ett aldrig "
    "alltid vår deras og er ikke det jeg ham hun på til med aldri alltid vores aldrig nie jest się na do że jak "
    "ale nasz ich zawsze nigdy "
    "ve bir bu için değil ama çok biz onlar".split()
) - frozenset(
    "a i me no do die on so as an in is at we he be am was all or has war not as us his her it of to by en".split()
)
_TELLS = {word: (word in _ENGLISH) - 2 * (word in _OTHERS) for word in _ENGLISH | _OTHERS}
_LATIN = range(0x250)
_FOREIGN = re.compile("[^\0-\u024f\u2000-\u206f€]")


def is_english(text: str) -> bool:
    """Whether a text reads as English, as far as its first 2,000 code points tell.

    Short texts without any small word count as English: nothing speaks against it.
    """
    head = text[:2000]
    plain = head.isascii() or not _FOREIGN.search(head)
    # Small words with nothing beside them are counted at once; mostly that tells enough.
    if plain and sum(filter(None, map(_TELLS.get, head.lower().split()))) > 0:
        return True
    words = _WORD.findall(head.lower().replace("\u2019", "'"))
    if not words:
        return True
    if not plain:
        letters = "".join(words)
        if sum(1 for char in letters if ord(char) not in _LATIN) * 2 > len(letters):
            return False
    other = sum(map(_OTHERS.__contains__, words))
    return other < 2 or other <= sum(map(_ENGLISH.__contains__, words))
