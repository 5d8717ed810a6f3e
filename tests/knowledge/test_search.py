"""Search: what is named comes first, workers' words find the law, and the same query gives the same order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.desk import Desk
from knowledge.models import DULUTH, Kind, Passage
from knowledge.parse import pinpoint
from knowledge.search import Hit, Search


@pytest.fixture(scope="module")
def search(desk: Desk) -> Search:
    return desk.search


def pinpoints(hits: list[Hit]) -> list[str]:
    return [hit.passage.pinpoint for hit in hits]


NAMED = [
    ("What does 43A.07 subd. 3 give me?", "Minn. Stat. 43A.07, subd. 3"),
    ("Explain § 43A.08(1)(15) please", "Minn. Stat. 43A.08, subd. 1(15)"),
    ("AP 7 provision C and my back pay", "Admin. Procedure 7, Provisions C"),
    ("Procedure 7 appeals", "Admin. Procedure 7, Appeals"),
    ("job audit manual 2.2.3", "Job Audit Manual, 2.2.3"),
    ("Is Minnesota Rule 3900.2100 about this?", "Minn. R. 3900.2100"),
    (
        "Who may protest under Minn. Stat. 43A.07, subd. 2? Protest, protest, protest, appeal",
        "Minn. Stat. 43A.07, subd. 2",
    ),
]


@pytest.mark.parametrize(("query", "named"), NAMED)
def test_the_provision_a_query_names_comes_first(query: str, named: str, search: Search) -> None:
    hits = search.find(query, 8)
    provision = pinpoint.parse(named)
    assert provision is not None
    leading = [hit for hit in hits if hit.named]
    assert hits[: len(leading)] == leading
    assert {hit.passage.pinpoint for hit in leading} == {named}
    assert len(leading) == sum(passage.pinpoint == named for passage in search._passages.values())


def test_all_of_a_named_provision_is_found_even_beyond_the_count(search: Search) -> None:
    found = pinpoints(search.find("43A.07 subd. 2", 1))
    assert found == ["Minn. Stat. 43A.07, subd. 2"] * 5


def test_the_clauses_of_a_named_subdivision_are_named_too(search: Search) -> None:
    named = {hit.passage.pinpoint for hit in search.find("43A.08 subd. 1a", 3) if hit.named}
    assert named == {"Minn. Stat. 43A.08, subd. 1a", *(f"Minn. Stat. 43A.08, subd. 1a({n})" for n in range(1, 8))}


def test_a_whole_instrument_names_no_provision_but_is_favoured(search: Search) -> None:
    query = "who decides on the positions"
    hits = search.find(f"{query} under Procedure 7", 10)
    assert not any(hit.named for hit in hits)
    within = [name.startswith("Admin. Procedure 7") for name in pinpoints(hits)]
    assert sum(within) > sum(name.startswith("Admin. Procedure 7") for name in pinpoints(search.find(query, 10)))
    assert all(within[:5])


def test_a_query_that_names_nothing_has_nothing_named(search: Search) -> None:
    assert not any(hit.named for hit in search.find("They owe me $43.07 since 12.06.1982", 20))


def rules_only(search: Search, desk: Desk, query: str, count: int) -> list[str]:
    """What is found in the state's law and procedure."""
    kinds = (Kind.STATUTE, Kind.RULE, Kind.PROCEDURE)
    return pinpoints(search.find(query, count, lambda passage: desk.library.source(passage.source).kind in kinds))


LAY = [
    ("they turned down my request", "Minn. Stat. 43A.07, subd. 2"),
    ("do they have to tell me why they said no", "Minn. Stat. 43A.07, subd. 2"),
    ("how do I fight the decision", "Minn. Stat. 43A.07, subd. 3"),
    ("my job got moved up, do I go with it", "Minn. Stat. 43A.07, subd. 4"),
    ("last day to appeal after I was told", "Admin. Procedure 7, Appeals"),
    ("when does my back pay start", "Admin. Procedure 7, Provisions C"),
    ("what papers do I need to send in", "Admin. Procedure 7, Provisions A"),
    ("are student workers in the classified service", "Minn. Stat. 43A.08, subd. 1(15)"),
]


@pytest.mark.parametrize(("query", "wanted"), LAY)
def test_workers_words_find_the_law(query: str, wanted: str, search: Search, desk: Desk) -> None:
    assert wanted in rules_only(search, desk, query, 5)


@pytest.mark.parametrize("query", ["supervision received", "43A.07 subd. 3", "appeal", "Human Resources Technician"])
def test_only_what_the_filter_lets_through_is_found(query: str, search: Search, desk: Desk) -> None:
    def keep(passage: Passage) -> bool:
        return desk.library.source(passage.source).jurisdiction == DULUTH

    hits = search.find(query, 10, keep)
    assert all(keep(hit.passage) for hit in hits)
    assert hits or query == "43A.07 subd. 3"
    assert search.find(query, 10, lambda _: False) == []


QUERIES = st.lists(
    st.sampled_from(
        ["appeal", "43A.07 subd. 3", "back pay", "AP 7", "class", "supervises", "§", "denied", "é", "\n", "$5"]
    )
    | st.text(max_size=8),
    max_size=6,
).map(" ".join)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES, count=st.integers(1, 30))
def test_the_same_query_gives_the_same_order_and_less_gives_its_beginning(
    query: str, count: int, search: Search
) -> None:
    hits = search.find(query, count)
    assert search.find(query, count) == hits
    longer = search.find(query, count + 5)
    assert longer[: len(hits)] == hits
    assert len({hit.passage.id for hit in longer}) == len(longer)
    plain = [hit.score for hit in hits if not hit.named]
    assert plain == sorted(plain, reverse=True)
    assert all(-1.001 <= hit.similarity <= 1.001 for hit in hits)
