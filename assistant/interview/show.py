"""An interview as plain text: the next question, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.interview.facts import Interview, Reply
from assistant.interview.questions import Question, open_questions
from assistant.interview.write import provenance, written

HOW = "Type the answer; an empty line ends it. “skip” leaves the question out, “I don't know” says so, “stop” leaves."


def put(question: Question) -> str:
    """A question with what it is about, why it is asked, and the form of an answer."""
    lines = [question.text, *(f"  {about}" for about in question.about)]
    return "\n".join([*lines, f"  Why: {question.why} ({question.source})", f"  Form: {question.form}"])


def standing(interview: Interview) -> str:
    """The description so far, who said what, and what is still open."""
    return "\n".join(_standing(interview))


def _standing(interview: Interview) -> Iterator[str]:
    yield written(interview) or "Nothing has been said yet.\n"
    yield provenance(interview)
    still_open = list(open_questions(interview))
    yield f"# Still open: {len(still_open)}\n"
    for question in still_open:
        yield f"- {question.text}" + (f" ({question.about[0]})" if len(question.duties) == 1 else "")


def progress(interview: Interview) -> str:
    """How many questions were answered, left out or not known, in a line."""
    counted = {reply: sum(asked.reply is reply for asked in interview.asked) for reply in Reply}
    told = ", ".join(f"{number} {reply.name.lower()}" for reply, number in counted.items() if number)
    return f"{len(interview.standing)} facts; questions: {told or 'none put yet'}"
