"""What to say of the language of an article."""

from tui.analysis.languages import is_english, name_of, wanted

__all__ = ["name_of", "without_names"]


def without_names(language: str | None, model: str) -> str:
    """What cannot be found in an article for want of a pipeline, and what to do; empty if nothing is wanting.

    Args:
        language: of the article; None if it is not known.
        model: the pipeline that analyzed it; empty if there was none.
    """
    if model or language is None or is_english(language):
        return ""
    name = name_of(language)
    said = f"No pipeline for {name} is installed: words in quote marks are found, names and speakers are not."
    package = wanted(language)
    return f"{said} To have names found: python -m spacy download {package}" if package else said
