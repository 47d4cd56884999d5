"""Names on parses that are built by hand: what is cut off, what is found again, how the document decides."""

from tui.analysis.entities.merge_names import merge_names
from tui.analysis.entities.names import find_names
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse, Word

TAGS = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "PUNCT": ".", "DET": "DT", "PART": "POS", "ADP": "IN"}


def build(*sentences: str) -> Parse:
    """A parse of `sentences`, each a paragraph, whose words are written text/POS/dependency/head/label.

    The head is counted within the sentence. Neighbors with one label (not "-") are one finding of the recognizer.
    """
    parse = Parse("\n".join(" ".join(w.split("/")[0] for w in s.split()) for s in sentences))
    at = 0
    for number, sentence in enumerate(sentences):
        base = len(parse.words)
        rows = [w.split("/") for w in sentence.split()]
        for text, pos, dep, _, label in rows:
            start = parse.text.index(text, at)
            at = start + len(text)
            parse.words.append(
                Word(
                    len(parse.words), start, at, text, text.lower(), text.lower(), pos, TAGS[pos], dep,
                    "" if label == "-" else label, number, number,
                )
            )  # fmt: skip
        here = range(base, len(parse.words))
        for word, row in zip(parse.words[base:], rows, strict=True):
            word.head = parse.words[base + int(row[3])]
            if word.head is not word:
                word.head.children.append(word)
        parse.sentences.append(here)
        parse.paragraphs.append(here)
        begun = None
        for i in [*here, None]:
            label = parse.words[i].ent if i is not None else ""
            if begun is not None and label != parse.words[begun].ent:
                parse.names.append((range(begun, i if i is not None else here.stop), parse.words[begun].ent))
                begun = None
            if begun is None and label:
                begun = i
    return parse


def found(parse: Parse) -> list[str]:
    return [n.text for n in find_names(parse)]


def test_title_article_and_possessive_are_cut_off() -> None:
    parse = build(
        "the/DET/det/3/PERSON Minister/PROPN/compound/3/PERSON Ada/PROPN/compound/3/PERSON Poll/PROPN/poss/5/PERSON "
        "'s/PART/case/3/PERSON plan/NOUN/ROOT/5/-"
    )
    assert found(parse) == ["Ada Poll"]


def test_truncated_name_is_completed() -> None:
    parse = build("Ada/PROPN/compound/1/- Poll/PROPN/nsubj/2/PERSON left/VERB/ROOT/2/-")
    assert found(parse) == ["Ada Poll"]


def test_two_people_in_one_finding_are_parted() -> None:
    parse = build(
        "Ada/PROPN/compound/1/PERSON Poll/PROPN/nsubj/5/PERSON and/PART/cc/1/PERSON Tom/PROPN/compound/4/PERSON "
        "Reed/PROPN/conj/1/PERSON left/VERB/ROOT/5/-"
    )
    assert found(parse) == ["Ada Poll", "Tom Reed"]


def test_dates_are_no_names() -> None:
    parse = build("May/PROPN/nsubj/1/DATE ended/VERB/ROOT/1/-")
    assert found(parse) == []


def test_surname_is_found_again_where_the_recognizer_missed_it() -> None:
    parse = build(
        "Ada/PROPN/compound/1/PERSON Poll/PROPN/nsubj/2/PERSON left/VERB/ROOT/2/-",
        "Poll/NOUN/nsubj/1/- slept/VERB/ROOT/1/-",
    )
    [chain] = merge_names(parse, find_names(parse))
    assert [parse.words[r.first].start for r in chain.mentions] == [0, 14]


def test_the_document_decides_and_not_the_sentence() -> None:
    parse = build(
        "Ada/PROPN/compound/1/PERSON Zonk/PROPN/nsubj/2/PERSON said/VERB/ROOT/2/- no/NOUN/dobj/2/-",
        "Zonk/PROPN/nsubj/1/GPE left/VERB/ROOT/1/-",
        "with/ADP/ROOT/0/- Zonk/PROPN/pobj/0/ORG",
    )
    [chain] = merge_names(parse, find_names(parse))
    assert (chain.kind, chain.name, len(chain.mentions)) == (EntityKind.PERSON, "Ada Zonk", 3)
