"""The words: every key has its sentence, every field its figure, every catalogue its compiled form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import words
from bot.words import MissingWords, Words, compile as compiling

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two languages of our own."""
    for language, text in {"en": "Hello {name}", "de": "Hallo {name}"}.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "a.po").write_text(f'{HEAD}msgid "a.hello"\nmsgstr "{text}"\n')
    (tmp_path / "en" / "LC_MESSAGES" / "b.po").write_text(
        f'{HEAD}msgid "b.sets"\nmsgid_plural "b.sets"\nmsgstr[0] "{{n}} set"\nmsgstr[1] "{{n}} sets"\n\n'
        'msgid "b.evil"\nmsgstr "{name.__class__}"\n'
    )
    monkeypatch.setattr(words, "HERE", tmp_path)
    words.languages.cache_clear()
    words._catalogue.cache_clear()
    monkeypatch.setattr(Words, "strict", True)
    yield tmp_path
    words.languages.cache_clear()
    words._catalogue.cache_clear()


@pytest.mark.usefixtures("catalogues")
def test_a_language_says_it_and_english_stands_in() -> None:
    german = Words("de-CH")
    assert german.language == "de"
    assert german("a.hello", name="Jo") == "Hallo Jo"
    assert german.plural("b.sets", 2) == "2 sets"
    assert Words("xx").language == "en"
    assert words.languages() == ("en", "de")


@pytest.mark.usefixtures("catalogues")
def test_one_and_many_and_a_half() -> None:
    english = Words()
    assert [english.plural("b.sets", n) for n in (1, 2, 0)] == ["1 set", "2 sets", "0 sets"]
    assert english.plural("b.sets", 1.5) == "1.5 sets"


@pytest.mark.usefixtures("catalogues")
def test_a_missing_key_or_figure_is_an_error_here_and_the_key_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    english = Words()
    assert english.has("a.hello")
    assert english.has("b.sets")
    assert not english.has("a.nothing")
    with pytest.raises(MissingWords):
        english("a.nothing")
    with pytest.raises(MissingWords):
        english("a.hello")
    monkeypatch.setattr(Words, "strict", False)
    assert english("a.nothing") == "a.nothing"
    assert english("a.hello") == "Hello {name}"


@pytest.mark.usefixtures("catalogues")
def test_a_catalogue_reaches_nothing_but_its_figures_and_a_name_is_never_a_format() -> None:
    english = Words()
    with pytest.raises(MissingWords):
        english("b.evil", name="x")
    assert english("a.hello", name="{other} %s") == "Hello {other} %s"


def test_a_compiled_catalogue_is_used_while_it_is_fresh(catalogues: Path) -> None:
    compiling.compile_all(catalogues)
    source = catalogues / "en" / "LC_MESSAGES" / "a.po"
    assert source.with_suffix(".mo").exists()
    assert compiling.compile_all(catalogues) == []
    source.write_text(f'{HEAD}msgid "a.hello"\nmsgstr "Good morning {{name}}"\n')
    os.utime(source, (2_000_000_000, 2_000_000_000))
    words._catalogue.cache_clear()
    assert Words()("a.hello", name="Jo") == "Good morning Jo"


def test_a_broken_catalogue_says_where(catalogues: Path) -> None:
    source = catalogues / "en" / "LC_MESSAGES" / "a.po"
    source.write_text(f'{HEAD}msgid "a.hello"\nthis is not a line of a catalogue\n')
    with pytest.raises(compiling.BadCatalogue, match=r"a\.po"):
        compiling.compiled(source)


def test_no_key_stands_in_two_catalogues() -> None:
    from babel.messages.pofile import read_po

    seen: dict[tuple[str, str], str] = {}
    for source in compiling.sources():
        with source.open("rb") as file:
            for message in read_po(file):
                if not message.id:
                    continue
                key = message.id if isinstance(message.id, str) else message.id[0]
                language = source.parent.parent.name
                assert (language, key) not in seen, f"{key} stands in {seen[language, key]} and in {source.name}"
                assert message.string, f"{source.name}: {key} says nothing"
                seen[language, key] = source.name


def test_every_sentence_can_be_filled() -> None:
    """Fields are plain names: the check that would otherwise come when a runner reads it."""
    import string

    from babel.messages.pofile import read_po

    for source in compiling.sources():
        with source.open("rb") as file:
            for message in read_po(file):
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                for text in map(str, texts):
                    if message.id:
                        for _, name, _, _ in string.Formatter().parse(text):
                            assert name is None or name.isidentifier(), f"{source.name}: {message.id}: {{{name}}}"
