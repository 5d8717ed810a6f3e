"""A section worded by level, or by a choice only the employer can make: picked with a reason, or left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.draft.levels import Choice, by_pick, choose_level, level_names, scales
from assistant.draft.material import Material, approved_piece, gap, plain_words
from assistant.draft.profile import Profile, SectionPlan, Variant
from assistant.models import Block, PositionDescription
from knowledge.errors import InputError

_SIGNS = 3


def alternative(plan: SectionPlan, material: Material) -> list[Block]:
    """The one alternative that was picked, that the draft states itself, or that alone has the level; else a blank.

    The blank names every alternative with its number, so that the employer can choose.
    """
    chosen = _chosen(plan, material)
    if chosen:
        return [approved_piece(piece, material) for piece in chosen.wording]
    options = "; ".join(f"({n}) {_named(variant)}" for n, variant in enumerate(plan.variants, 1))
    choice = material.levels.get(plan.scale)
    held = {variant.level for variant in plan.variants}
    lead = unheld(choice) if choice and choice.level and choice.level not in held else "the wording that applies"
    return [gap(f"{lead}. The approved alternatives are {options}")]


def unheld(choice: Choice) -> str:
    """What is asked for where the employer's paragraph for a level is not held."""
    signs = dict.fromkeys(
        f"“{' '.join(sign.span.quote.split())}”" for sign in choice.signs if sign.level == choice.level
    )
    behind = f", which the draft points to by {', '.join(list(signs)[:_SIGNS])}" if signs else ""
    return f"the approved paragraph for {choice.level} ({level_names()[choice.level]}){behind}"


def picked_levels(position: PositionDescription, profile: Profile, picks: Mapping[str, str]) -> dict[str, Choice]:
    """Ladder -> the level chosen for it: what somebody picked, else what the draft's words support best."""
    levels: dict[str, Choice] = {}
    for plan in profile.sections:
        if plan.scale:
            choice = choose_level(position, plan.scale, unless_told=plan.unless_told)
            picked = _level_of(plan, picks.get(plan.heading, ""))
            levels[plan.scale] = by_pick(choice, picked) if picked else choice
    return levels


def read_picks(picks: Sequence[str], profile: Profile) -> dict[str, str]:
    """Heading -> pick, out of ``HEADING=R2`` or ``HEADING=2``.

    Raises :class:`InputError` for a section without alternatives, and for a level or number it does not have.
    """
    plans = {plain_words(plan.heading): plan for plan in profile.sections if plan.scale or plan.variants}
    found: dict[str, str] = {}
    for pick in picks:
        heading, _, value = pick.rpartition("=")
        plan = plans.get(plain_words(heading))
        if plan is None:
            known = ", ".join(plan.heading for plan in plans.values()) or "none"
            raise InputError(f"{pick!r}: no section to pick for; write HEADING=CHOICE with one of: {known}")
        value = value.strip().upper()
        if value not in _allowed(plan):
            raise InputError(
                f"{pick!r}: {plan.heading} has no choice {value!r}; choose one of: {', '.join(_allowed(plan))}"
            )
        found[plan.heading] = value
    return found


def choices(plan: SectionPlan) -> list[tuple[str, str]]:
    """What can be picked for a section, with what each means: its levels, then its alternatives by number."""
    levels = scales()[plan.scale].levels.items() if plan.scale else ()
    return [
        *((code, f"{level.name}: {level.fact}") for code, level in levels),
        *((str(number), _named(variant)) for number, variant in enumerate(plan.variants, 1)),
    ]


def _allowed(plan: SectionPlan) -> list[str]:
    return [pick for pick, _ in choices(plan)]


def _level_of(plan: SectionPlan, pick: str) -> str:
    return plan.variants[int(pick) - 1].level if pick.isdigit() else pick


def _chosen(plan: SectionPlan, material: Material) -> Variant | None:
    pick = material.picks.get(plan.heading, "")
    if pick.isdigit():
        return plan.variants[int(pick) - 1]
    level = material.levels[plan.scale].level if plan.scale else ""
    said = f" {plain_words(material.position.text)} "
    stated = [v for v in plan.variants if all(f" {plain_words(piece.words)} " in said for piece in v.wording)]
    fitting = [variant for variant in plan.variants if level and variant.level == level]
    found = fitting if pick or len(stated) != 1 else stated
    return found[0] if len(found) == 1 else None


def _named(variant: Variant) -> str:
    """An alternative as the blank names it: its words, and what is known of when it stands."""
    words = " ".join(piece.words for piece in variant.wording)
    known = [f"{variant.level}, {level_names()[variant.level]}"] if variant.level else []
    known += [f"stands with {variant.goes_with}"] if variant.goes_with else []
    return f"“{words}”" + (f" [{'; '.join(known)}]" if known else "")
