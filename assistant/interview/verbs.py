"""The verbs of the interview and of editing, for every skin: what to ask next, why classes moved, what a wish takes.

``ranker`` holds the classes of one plan (:meth:`assistant.desk.Desk.ranker`).
"""

from __future__ import annotations

from assistant.classify.case import read_case
from assistant.classify.moved import Moved, moved
from assistant.classify.rank import Ranker
from assistant.classify.separate import separations
from assistant.classify.wanted import Wanted, wanted
from assistant.interview.facts import Interview
from assistant.interview.questions import Question, class_question, next_question
from assistant.interview.write import written
from assistant.position.read import read_position


def what_to_ask(interview: Interview, ranker: Ranker) -> Question | None:
    """What matters and is not said, then what separates the leading classes; ``None`` where nothing is left."""
    return next_question(interview) or class_question(interview, separations(read_position(written(interview)), ranker))


def why_moved(before: str, after: str, ranker: Ranker) -> Moved:
    """Why the classes stand in another order for one text of a draft than for the text before."""
    return moved(read_case(read_position(before), ranker), read_case(read_position(after), ranker), ranker)


def what_it_takes(text: str, class_title: str, ranker: Ranker) -> Wanted:
    """The evidence that a class would take, beside what a draft says. Raises :class:`UnknownName`."""
    return wanted(read_position(text), ranker, class_title)
