"""The language check: sure of others, never in the way of English."""

from __future__ import annotations

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.parse.document import check_language

ENGLISH = {
    "short": "Plan city projects. Lead staff.",
    "telegraphic": (
        "answer phones file docs process invoices order supplies greet visitors sort mail scan forms update "
        "spreadsheet run reports schedule rooms backup front desk data entry time sheets purchase cards travel "
        "vouchers reconcile accounts train temps maintain calendar take minutes set up meetings copy collate "
        "distribute packets"
    ),
    "abbreviations": (
        "MAPE AFSCME MMB SEMA4 SEGIP FMLA ADA DDIR HRIS EEO FLSA WC CSB PELRA DHS DOT DNR DEED MPCA MHFA SWIFT ELM "
        "RMS ATS COBRA HIPAA OSHA FTE PCN CPI KSA PD JAQ SSQ BMS DOER DOA DOC MDA MDE MDH"
    ),
    "names": (
        "John Smith Maria Garcia Nguyen Van Anh Ahmed Hassan Fatima Ali Xiong Yang Pao Vang Mai Lee Ole Olson Sven "
        "Swenson Kari Johansen Björn Larsson Hans Müller Jean Dupont Pierre Martin Luca Rossi Giulia Bianchi Carlos "
        "Mendoza Juan Perez Sofia Lopez Abdi Mohamed Halima Warsame"
    ),
    "terms": (
        "radiology phlebotomy dialysis hematology pathology oncology pediatrics dermatology urology neurology "
        "cardiology orthopedics anesthesiology psychiatry triage sutures catheters ventilators defibrillators "
        "nebulizers centrifuge microscope autoclave pipettes reagents assays cultures biopsies charts vitals intake "
        "discharge referrals billing coding claims copays formulary vaccines immunizations specimens"
    ),
    "quoting another language": (
        "The interpreter reads the notice to the family and explains that the words 'los trabajadores del "
        "departamento' mean the workers of the department, and that 'los permisos' are leaves; the interpreter then "
        "records the visit in the system for the supervisor and files the form with the office."
    ),
    "numbers only": "12 " * 60,
    "no words": "",
}

OTHERS = {
    "Spanish": (
        "El empleado procesa las nóminas y los beneficios de los trabajadores del departamento, responde a las "
        "preguntas de los supervisores y prepara informes mensuales sobre las vacantes y los permisos. También "
        "mantiene los registros de personal y ayuda con la contratación de nuevos empleados cuando el supervisor lo "
        "solicita."
    ),
    "German": (
        "Die Mitarbeiterin bearbeitet die Gehaltsabrechnung und die Leistungen für alle Beschäftigten der Abteilung, "
        "beantwortet Fragen der Vorgesetzten und erstellt monatliche Berichte über offene Stellen und Urlaub. "
        "Außerdem führt sie die Akten und hilft bei der Einstellung neuer Beschäftigter, wenn der Vorgesetzte es "
        "verlangt."
    ),
    "French": (
        "L'employé traite la paie et les avantages sociaux du personnel du service, répond aux questions des "
        "superviseurs et prépare des rapports mensuels sur les postes vacants et les congés. Il tient à jour les "
        "dossiers du personnel et aide au recrutement de nouveaux employés lorsque le superviseur le demande."
    ),
    "Somali": (
        "Shaqaaluhu wuxuu diyaariyaa mushaharka iyo gunnooyinka dhammaan shaqaalaha waaxda, wuxuu ka jawaabaa "
        "su'aalaha kormeerayaasha wuxuuna sameeyaa warbixinno bille ah oo ku saabsan boosaska bannaan iyo fasaxyada. "
        "Sidoo kale wuxuu hayaa diiwaanka shaqaalaha wuxuuna caawiyaa qoridda shaqaalaha cusub marka kormeeruhu "
        "codsado."
    ),
    "Vietnamese": (
        "Nhân viên xử lý bảng lương và phúc lợi cho tất cả nhân viên của phòng, trả lời câu hỏi của người giám sát và"
        " chuẩn bị báo cáo hàng tháng về các vị trí trống và nghỉ phép và hỗ trợ tuyển dụng nhân viên mới khi cần."
    ),
    "Russian": ("Сотрудник обрабатывает заработную плату и льготы для всех работников отдела и отвечает на вопросы."),
    "Chinese": (
        "该员工负责处理部门所有员工的工资和福利，回答主管提出的问题，"
        "并编写关于空缺职位和休假的每月报告，同时保存人事档案。"
    ),
}

HMONG = (
    "Tus neeg ua hauj lwm no yuav tsum pab cov neeg ua hauj lwm sau ntawv thiab teb cov lus nug txog cov nyiaj hli "
    "thiab cov kev pab. Nws kuj yuav tsum khaws cov ntaub ntawv thiab pab nrhiav neeg ua hauj lwm tshiab."
)


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH.keys())
def test_english_passes(text: str) -> None:
    check_language(text, "draft.txt")


@pytest.mark.parametrize(("language", "text"), OTHERS.items(), ids=OTHERS.keys())
def test_other_languages_are_named(language: str, text: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"^draft\.txt: .* {language}, not in English\. "):
        check_language(text, "draft.txt")


def test_a_language_the_identifier_does_not_know_is_not_misnamed() -> None:
    check_language(HMONG, "draft.txt")


def test_few_words_are_no_ground_for_a_guess() -> None:
    check_language("Responde a las preguntas de los supervisores.", "draft.txt")
