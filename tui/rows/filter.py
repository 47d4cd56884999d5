"""Filters of lists: words to find, and terms such as `kind:person by:brandt is:unchecked`."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tui.analysis.model import Entity, Quote
from tui.annotations.edits import Status
from tui.annotations.log import Remark
from tui.annotations.view import OUTDATED
from tui.document.attribution import is_attributed
from tui.document.index import DocumentIndex
from tui.rows.matching import fold

_TERM = re.compile(r"(?<!\S)(kind|by|is|about):(\"[^\"]*\"?|“[^”]*”?|\S*)", re.IGNORECASE)

_WORKED = ("verified", "disputed", "to-check", "unchecked", "changed", "noted", "bookmarked", "corrected")
STATES = ("direct", "mixed", "indirect", *_WORKED)
"""The states of a quote, for `is:`."""
ENTITY_STATES = ("quoted", "named", "unnamed", *_WORKED)
"""The states of an entity, for `is:`."""
NOTE_STATES = ("verified", "disputed", "to-check", "changed")
ENTITY_KINDS = ("person", "organization", "place", "group", "event", "work", "other")
QUOTE_KINDS = ("direct", "mixed", "indirect", "said", "wrote", "thought", "other")
NOTE_KINDS = ("note", "bookmark", "check", "correction")

_OLD_WORDS = {"bookmarked": "marked", "bookmark": "mark"}
"""What values were called before; the old words still work."""

VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "entities": {"kind": ENTITY_KINDS, "is": ENTITY_STATES},
    "quotes": {"kind": QUOTE_KINDS, "is": STATES},
    "notes": {"kind": NOTE_KINDS, "is": NOTE_STATES},
}
"""The values of `kind:` and `is:` for each list; their first letters are enough."""


_OF_NAMES: dict[str, tuple[str, ...]] = {"entities": ("by",), "quotes": ("by", "about"), "notes": ()}
"""The terms that take a name, for each list."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Words to find, and terms: pairs of a name ("kind", "by", "is", "about") and a value."""

    words: str = ""
    terms: tuple[tuple[str, str], ...] = ()


def parse_filter(typed: str) -> Filter:
    """Parse a filter. A term that has no value yet is left out."""
    terms = tuple((found.group(1).lower(), fold(found.group(2).strip('"“”'))) for found in _TERM.finditer(typed))
    words = " ".join(_TERM.sub(" ", typed).split())
    return Filter(words, tuple(term for term in terms if term[1]))


def help_for(listed: str, typed: str) -> str:
    """Return the possible values of the term at the end of what was typed; "" if there is none to suggest."""
    term = _term_at_end(typed)
    if term is None:
        return ""
    typed_value = fold(term.group(2))
    values = VALUES[listed].get(term.group(1).lower(), ())
    fitting = [value for value in values if _begins(value, typed_value)]
    if typed_value in fitting:
        return ""
    return " ".join(fitting or values)


def ends_with_term(typed: str) -> bool:
    """Return whether what was typed ends with a term."""
    return _term_at_end(typed) is not None


def completed(listed: str, typed: str, names: Sequence[str] = ()) -> str:
    """Return what was typed with its last word completed to a term, a value, or one of `names`."""
    term = _term_at_end(typed)
    if term is None:
        before, space, word = typed.rpartition(" ")
        terms = [term for term in (*VALUES[listed], *_OF_NAMES[listed]) if term.startswith(fold(word))]
        return f"{before}{space}{terms[0]}:" if len(word) > 1 and terms else typed
    name, typed_value = term.group(1).lower(), fold(term.group(2).strip('"“”'))
    if name in _OF_NAMES[listed]:
        values = [f'"{name}"' if " " in name else name for name in names if typed_value and typed_value in fold(name)]
        whole = any(fold(one.strip('"')) == typed_value for one in values)
        return typed if whole or not values else typed[: term.start(2)] + values[0]
    values = [value for value in VALUES[listed].get(name, ()) if _begins(value, typed_value)]
    return typed[: term.start(2)] + values[0] if values else typed


def _term_at_end(typed: str) -> re.Match[str] | None:
    return next((one for one in _TERM.finditer(typed) if one.end() == len(typed)), None)


def keeps_entity(index: DocumentIndex, wanted: Filter) -> Callable[[Entity], bool]:
    """Return a function that tells whether an entity matches the terms."""

    def holds(entity: Entity, name: str, value: str) -> bool:
        if name == "kind":
            return str(entity.kind).startswith(value)
        if name == "by":
            return any(value in fold(text) for text in (entity.name, *entity.aliases))
        remarks = index.annotations.about("entity", entity.id)
        states = {"named" if entity.named else "unnamed", *_states(remarks)}
        if index.quotes_by(entity.id):
            states.add("quoted")
        if entity.id in index.annotations.yours:
            states.add("corrected")
        return _any_begins(states, value)

    return lambda entity: all(holds(entity, *term) for term in wanted.terms)


def keeps_quote(index: DocumentIndex, wanted: Filter) -> Callable[[Quote], bool]:
    """Return a function that tells whether a quote matches the terms."""

    def holds(quote: Quote, name: str, value: str) -> bool:
        if name == "kind":
            return _any_begins((str(quote.kind), str(quote.act)), value)
        if name == "by":
            return any(value in fold(text) for text in _speakers(index, quote))
        if name == "about":
            names = (text for entity, _ in index.names_in(quote.id) for text in (entity.name, *entity.aliases))
            return any(value in fold(text) for text in names)
        states = {str(quote.kind), *_states(index.annotations.about("quote", quote.id))}
        if not is_attributed(quote):
            states.add("unattributed")
        if quote.id in index.annotations.yours:
            states.add("corrected")
        return _any_begins(states, value)

    return lambda quote: all(holds(quote, *term) for term in wanted.terms)


def keeps_remark(wanted: Filter) -> Callable[[Remark], bool]:
    """Return a function that tells whether a remark matches the terms."""

    def holds(remark: Remark, name: str, value: str) -> bool:
        if name == "kind":
            kinds = ("note" if remark.note or remark.tags else "", "bookmark" if remark.marked else "")
            return _any_begins((*kinds, "check" if remark.status else ""), value)
        return name != "by" and _any_begins(_states([remark]), value)

    return lambda remark: all(holds(remark, *term) for term in wanted.terms)


def keeps_corrections(wanted: Filter) -> bool:
    """Return whether corrections match the terms."""
    return all(name == "kind" and "correction".startswith(value) for name, value in wanted.terms)


def _speakers(index: DocumentIndex, quote: Quote) -> tuple[str, ...]:
    entity = index.entity(quote.speaker)
    if entity is not None:
        return (entity.name, *entity.aliases)
    return tuple(index.article.text[span.start : span.end] for span in quote.source)


def _states(remarks: Iterable[Remark]) -> set[str]:
    found: set[str] = set()
    for remark in remarks:
        if remark.status:
            found.add("changed" if remark.status.endswith(OUTDATED) else _STATUSES.get(remark.status, remark.status))
        if remark.marked:
            found.add("bookmarked")
        if remark.note or remark.tags:
            found.add("noted")
    return found if found & set(_STATUSES.values()) else found | {"unchecked"}


_STATUSES: dict[str, str] = {
    Status.VERIFIED: "verified",
    Status.DISPUTED: "disputed",
    Status.TO_CHECK: "to-check",
}


def _any_begins(states: Iterable[str], value: str) -> bool:
    return any(_begins(state, value) for state in states)


def _begins(value: str, typed: str) -> bool:
    """Return whether a value, or its old word, starts with what was typed."""
    return value.startswith(typed) or _OLD_WORDS.get(value, value).startswith(typed)
