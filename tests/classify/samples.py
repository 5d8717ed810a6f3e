"""Plans and drafts made up for the tests: nobody's real wording."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.models import ClassSpec, Kind, Passage, Source, Status
from knowledge.plans import ClassPlan, Precedent

MILL = "Mill Town"


def spec(
    title: str, sections: Mapping[str, str] | str, *, code: str = "", series: str = "", plan: str = "mill"
) -> ClassSpec:
    """A class whose specification holds these sections, or one undivided text."""
    code = code or title
    id = f"{plan}:{code}"
    text, passages = "", []
    for heading, body in ({"": sections} if isinstance(sections, str) else sections).items():
        text += f"{heading}\n" if heading else ""
        pinpoint = f"{title}, {heading}" if heading else title
        passages.append(Passage(id, pinpoint, (heading,) if heading else (), len(text), len(text) + len(body), body))
        text += f"{body}\n\n"
    source = Source(id, title, Kind.CLASS_SPEC, MILL, "", Status.OFFICIAL, "", text, tuple(passages))
    return ClassSpec(title, code, series or title, None, plan, MILL, source)


CLERK_1 = spec(
    "Mill Clerk 1",
    {
        "KIND AND LEVEL OF WORK": "A Mill Clerk 1 files sacks, weighs grain and enters routine orders of the mill "
        "under direct supervision. A Mill Clerk 1 does not supervise.",
        "DISTINGUISHING CHARACTERISTICS": "Unlike the Mill Clerk 2, who handles the most complex orders and leads a "
        "crew, a Mill Clerk 1 weighs what is brought.",
        "EXAMPLES OF WORK": "Enters orders for flour by set procedures. Weighs sacks of grain at the gate.",
    },
    code="101",
    series="Mill Clerk",
)
CLERK_2 = spec(
    "Mill Clerk 2",
    {
        "KIND AND LEVEL OF WORK": "A Mill Clerk 2 weighs grain, settles unusual orders of the mill and leads a crew "
        "of clerks. A Mill Clerk 2 works independently.",
        "EXAMPLES OF WORK": "Checks the weighing of grain and corrects orders for flour.",
    },
    code="102",
    series="Mill Clerk",
)
OVERSEER = spec(
    "Mill Overseer",
    {
        "KIND AND LEVEL OF WORK": "A Mill Overseer runs the mill floor where grain is weighed and milled to flour, "
        "and hires, evaluates and disciplines staff under general direction.",
        "EXAMPLES OF WORK": "Plans shifts at the mill. Hears complaints about flour.",
    },
    code="201",
)
NURSE = spec(
    "Village Nurse",
    {
        "KIND AND LEVEL OF WORK": "A Village Nurse gives bedside care, medicines and vaccinations to patients of the "
        "clinic and records their treatment.",
        "EXAMPLES OF WORK": "Changes dressings. Teaches patients about diabetes and medicines.",
    },
    code="301",
)
CLASSES = (CLERK_1, CLERK_2, OVERSEER, NURSE)
PLAN = ClassPlan("mill", MILL, CLASSES)
WITH_PRECEDENTS = ClassPlan(
    "mill",
    MILL,
    CLASSES,
    (
        Precedent("p1", "Drives the ox cart to market and brings harness and hay.", "101"),
        Precedent("p2", "Mends the ox cart, greases wheels, feeds oxen with hay.", "101"),
        Precedent("p3", "Nurses patients with fever at their bedside.", "301"),
        Precedent("p4", "Corrects wrong orders of flour and weighing slips.", "102"),
    ),
)

CLERK_DRAFT = """Weighs sacks of grain at the mill gate and files the slips.
Enters routine orders for flour under direct supervision.
Does not supervise anybody."""

HR_DRAFT = """Processes personnel transactions for the agency: new hires, separations and transfers.
Audits payroll entries, traces errors and corrects employee records.
Answers employees' questions about insurance, benefits and family and medical leave.
Works under general supervision and decides unusual transactions within established procedures.
Guides less experienced technicians; does not supervise."""

PLANNER_DRAFT = """Prepares environmental review documents for state planning projects.
Analyzes alternatives and their effects on land, water and communities.
Carries projects from scope to final report under limited supervision.
Advises local governments on planning and coordinates public comments."""

ELECTRICIAN_DRAFT = """Installs and repairs wiring, panels, motors and lighting in campus buildings.
Finds faults in electrical systems with meters and test equipment.
Maintains fire alarm and emergency power systems and reads wiring diagrams."""

NURSE_SUPERVISOR_DRAFT = """Supervises eleven registered nurses on a psychiatric unit, evaluates and disciplines them.
Answers first-step grievances and makes the schedule of the nursing staff.
Answers for skilled nursing care of patients under general direction of the nursing director."""

STATE_DRAFTS = {
    "hr": HR_DRAFT,
    "planner": PLANNER_DRAFT,
    "electrician": ELECTRICIAN_DRAFT,
    "nurse supervisor": NURSE_SUPERVISOR_DRAFT,
}
