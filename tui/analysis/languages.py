"""Choose the spaCy pipeline for a language among the installed ones, by spaCy's naming scheme."""

import importlib.util
import re

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_KINDS = ("core_news", "core_web")
_SIZES = ("trf", "lg", "md", "sm")

PIPELINES = frozenset("ca da de el en es fi fr hr it ja ko lt mk nb nl pl pt ro ru sl sv uk zh".split())
"""The languages for which spaCy publishes pipelines."""

_NAMES = dict(
    pair.split(":")
    for pair in (
        "af:Afrikaans ar:Arabic be:Belarusian bg:Bulgarian bn:Bengali bs:Bosnian ca:Catalan cs:Czech cy:Welsh "
        "da:Danish de:German el:Greek en:English es:Spanish et:Estonian eu:Basque fa:Persian fi:Finnish fr:French "
        "ga:Irish gl:Galician he:Hebrew hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian is:Icelandic "
        "it:Italian ja:Japanese ka:Georgian kk:Kazakh ko:Korean la:Latin lb:Luxembourgish lt:Lithuanian "
        "lv:Latvian mk:Macedonian ms:Malay my:Burmese nb:Norwegian ne:Nepali nl:Dutch nn:Norwegian no:Norwegian "
        "pl:Polish pt:Portuguese ro:Romanian ru:Russian sk:Slovak sl:Slovenian sq:Albanian sr:Serbian sv:Swedish "
        "sw:Swahili ta:Tamil th:Thai tl:Tagalog tr:Turkish uk:Ukrainian ur:Urdu vi:Vietnamese zh:Chinese"
    ).split()
)
"""The English names of the languages of most news."""

_NORWEGIAN = "no"


def get_primary(language: str) -> str:
    """Return the language of a BCP 47 tag, without script and region."""
    return language.lower().partition("-")[0]


def get_language_name(language: str) -> str:
    """Return the English name of a language; its tag if the name is not known."""
    return _NAMES.get(get_primary(language), language)


def is_english(language: str) -> bool:
    """Whether a BCP 47 tag stands for English."""
    return get_primary(language) == "en"


def find_pipeline(language: str) -> str | None:
    """Return the best installed pipeline for `language`; None if there is none, and for English."""
    code = get_primary(language)
    if code == _NORWEGIAN:
        code = "nb"
    if _LANGUAGE.fullmatch(code) is None or code == "en":
        return None
    for size in _SIZES:
        for kind in _KINDS:
            name = f"{code}_{kind}_{size}"
            # The package index has packages with such names that are not spaCy pipelines.
            if importlib.util.find_spec(name) is not None and _is_pipeline(name):
                return name
    return None


def suggest_pipeline(language: str) -> str | None:
    """Return the pipeline to install for `language`; None if spaCy has none, and for English."""
    code = get_primary(language)
    code = "nb" if code == _NORWEGIAN else code
    if code not in PIPELINES or code == "en":
        return None
    return f"{code}_core_{'web' if code == 'zh' else 'news'}_sm"


def _is_pipeline(name: str) -> bool:
    """Whether a package holds a spaCy pipeline; does not import it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return False
    from pathlib import Path

    return any(next(Path(place).glob("*/config.cfg"), None) for place in spec.submodule_search_locations)


def explain_missing_pipeline(language: str | None, model: str) -> str:
    """Return a message about what quoth cannot find without a pipeline and how to install one; empty if there is one.

    Args:
        language: BCP 47 tag of the article; None if it is not known.
        model: the pipeline that analyzed it; empty if there was none.
    """
    if model or language is None or is_english(language):
        return ""
    name = get_language_name(language)
    said = f"No spaCy pipeline for {name} is installed, so quoth finds quotes but no names or speakers."
    package = suggest_pipeline(language)
    return f"{said} To find names, run: python -m spacy download {package}" if package else said
