"""Words of any script, for comparing texts. In scripts without spaces every character counts as a word."""

import re

_SOLID = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese; and Korean, whose spacing varies."""
_WORD = re.compile(rf"[{_SOLID}]|[^\W{_SOLID}]+")
_CHARACTERS_A_WORD = 2


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case."""
    return _WORD.findall(text.lower())


def count_words(text: str) -> int:
    """Return about how many words `text` has; two characters of a script without spaces count as one."""
    found = words_of(text)
    solid = sum(len(word) == 1 and word > "\u0e00" for word in found)
    return len(found) - solid + solid // _CHARACTERS_A_WORD


def plain(text: str) -> str:
    """Return the words of `text` joined by single spaces, for checking whether one text contains another."""
    return " ".join(words_of(text))
