"""The draft beside the class suggested for it, on paper: factor by factor, the runner-up, and how sure it is.

The program suggests and people decide (Minn. Stat. 43A.07, subd. 2); a class that somebody asks for is noted and weighs
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.draft.paper import Heading, Items, Paper, Paragraph, Part, bullets, labelled, paragraph
from assistant.models import Suggestion, SuggestResult
from assistant.opinion.factors import factor_table
from knowledge.models import Citation

ADVISORY = (
    "Advisory only. This comparison is made by a program that reads words. It allocates nothing: people with authority "
    "decide, and they may know what no description says."
)
_NOTED = "The class {} was named for the description. It was noted and weighs nothing here; {}."


def comparison(result: SuggestResult, title: str, named: Iterable[str] = ()) -> Paper:
    """The comparison for a description headed ``title``; ``named`` are classes somebody named for it."""
    parts: list[Part] = [paragraph(ADVISORY, strong=True), labelled(result.outcome.capitalize(), result.reason)]
    parts += _likely(result)
    parts += [paragraph(_NOTED.format(name, _place(result, name))) for name in dict.fromkeys(filter(None, named))]
    parts += _listed("Questions whose answers would settle it", result.questions)
    if result.suggestions:
        best, *others = result.suggestions
        parts += _beside(best)
        parts += _runner_up(others[0]) if others else []
        parts += [Heading("Sources of the class's words"), bullets(*_sources(result.suggestions[:2]))]
    else:
        parts.append(paragraph("No class is suggested, so there is none to compare the description with."))
    parts += _listed("What was set aside or must be known", result.warnings)
    parts += _listed("Withheld, since it could not be verified", [f"{w.text} ({w.reason})" for w in result.withheld])
    return Paper(f"Comparison with the suggested class: {title}", tuple(parts))


def _likely(result: SuggestResult) -> Iterator[Paragraph]:
    """How often the right class is among which first ones."""
    if result.likely:
        often = f"For {result.coverage * 10:.0f} drafts in 10 like this one the right class is among these"
        yield labelled("How sure", f"{often}: {'; '.join(result.likely)}.")


def _place(result: SuggestResult, title: str) -> str:
    """Where a class stands among those suggested, in words."""
    for found in result.suggestions:
        if found.class_title.casefold() == title.casefold():
            return f"by the work described it stands in place {found.rank} of the {len(result.suggestions)} shown"
    return f"it is not among the {len(result.suggestions)} shown" if result.suggestions else "no class is suggested"


def _beside(best: Suggestion) -> Iterator[Part]:
    yield Heading(f"The description beside {best.class_title}")
    yield labelled("Confidence", f"{best.confidence:.0%}: of the suggestions so marked, about so many are right.")
    yield factor_table(best.factors)
    yield from _listed("What speaks against it", best.against, depth=2)
    yield from _listed("What is not known", best.unknown, depth=2)
    yield from _listed("What would change the answer", best.would_change, depth=2)


def _runner_up(rival: Suggestion) -> Iterator[Part]:
    yield Heading(f"The runner-up: {rival.class_title}")
    yield labelled("Confidence", f"{rival.confidence:.0%}")
    if rival.case_for:
        yield labelled("The strongest case for it", rival.case_for)
    yield factor_table(rival.factors)


def citations(result: SuggestResult) -> list[Citation]:
    """Every quotation of the comparison, each once, in order."""
    shown = result.suggestions[:2]
    compared = [one.class_ for found in shown for one in found.factors if one.class_]
    return list(dict.fromkeys([*compared, *(cited for found in shown for cited in found.citations)]))


def _sources(shown: Iterable[Suggestion]) -> Iterator[str]:
    found = [cited for one in shown for cited in (*(f.class_ for f in one.factors), *one.citations) if cited]
    yield from dict.fromkeys(source_line(cited) for cited in found)


def source_line(cited: Citation) -> str:
    """A source with edition, status and address."""
    parts = [cited.title, cited.edition, f"{cited.text_status} text", cited.url]
    return ", ".join(filter(None, parts))


def _listed(title: str, sentences: Iterable[str], depth: int = 1) -> list[Heading | Items]:
    told = list(sentences)
    return [Heading(title, depth), bullets(*told)] if told else []
