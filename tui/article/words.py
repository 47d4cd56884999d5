"""Words of any script, to compare texts by: where nothing stands between words, every character is one."""

import re

_SOLID = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese; and Korean, whose words are short and long by turns."""
_WORD = re.compile(rf"[{_SOLID}]|[^\W{_SOLID}]+")
_CHARACTERS_A_WORD = 2


def words_of(text: str) -> list[str]:
    """The words of `text`, all in small letters."""
    return _WORD.findall(text.lower())


def count_words(text: str) -> int:
    """About how many words `text` has; two characters of a script without spaces are about one."""
    found = words_of(text)
    solid = sum(len(word) == 1 and word > "\u0e00" for word in found)
    return len(found) - solid + solid // _CHARACTERS_A_WORD


def plain(text: str) -> str:
    """The words of `text` with one space between them, to see whether one text holds another."""
    return " ".join(words_of(text))
