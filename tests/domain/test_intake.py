"""Forms that come in: new, changed, the same, doubtful or refused; the same form again changes nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import BEFORE_ROLES as ROLES
from evaluator_app.domain.incoming_documents import DocumentArrival, DocumentChange, IncomingDocument
from evaluator_app.domain.intake import Arrival, FieldChange, Incoming, Sorted, sort_out, with_documents
from evaluator_app.domain.problems import problem

VALUES = {"organisation": "示例公司", "site": "总装车间", "result_name": "示例成果", "sector": "制造"}
WRONG = problem(Code.FIELD_NOT_A_DAY, "表!C3", field="成立日期", value="去年")


def form(file: str = "a.xlsx", **values: str) -> Incoming:
    """A form that was read."""
    return Incoming(file=file, values={**VALUES, **values})


def one(incoming: Incoming, *known: Application) -> Sorted:
    """What becomes of it."""
    (found,) = sort_out([incoming], known, ROLES)
    return found


def taken(incoming: Incoming) -> Application:
    """The application it becomes."""
    application = one(incoming).application
    assert application is not None
    return application


def test_a_form_nobody_knew_is_a_new_application() -> None:
    """Its particulars are those of its fields; its number follows those that are known."""
    found = one(form(intended_grade="标杆级"), replace(taken(form()), id="A-007", site="别处"))
    assert found.arrival is Arrival.NEW
    application = found.application
    assert application is not None
    assert (application.id, application.organisation, application.site) == ("A-008", "示例公司", "总装车间")
    assert (application.title, application.sector, application.intended_grade) == (
        "示例成果",
        "制造",
        "标杆级",
    )


def test_the_same_form_again_changes_nothing() -> None:
    """However the names are spaced."""
    assert one(form(), taken(form())).arrival is Arrival.SAME
    spaced = replace(taken(form()), organisation="示例 公司")
    assert one(form(), spaced).arrival is Arrival.SAME


def test_what_a_later_form_changes_is_shown_field_by_field() -> None:
    """What it leaves out stays; documents stay."""
    before = replace(taken(form()), values={**VALUES, "employees": "612"})
    found = one(form(result_name="新成果", products="减速机"), before)
    assert found.arrival is Arrival.CHANGED
    assert found.changes == (
        FieldChange("result_name", "示例成果", "新成果"),
        FieldChange("products", "", "减速机"),
    )
    assert found.application is not None
    assert (found.application.id, found.application.values["employees"]) == (before.id, "612")


def test_what_a_later_form_leaves_out_stays() -> None:
    """Title, sector and grade too, also where they never came from a form."""
    before = replace(taken(form(intended_grade="标杆级")), sector="制造", values={})
    later = Incoming(file="b.xlsx", values={"organisation": "示例公司", "site": "总装车间", "products": "x"})
    found = one(later, before).application
    assert found is not None
    assert (found.title, found.sector, found.intended_grade) == ("示例成果", "制造", "标杆级")


def test_another_site_of_the_organisation_is_another_application() -> None:
    """S1: an organisation may enter several sites."""
    assert one(form(site="焊接车间"), taken(form())).arrival is Arrival.NEW


def test_a_scheme_without_sites_takes_the_organisation_for_one() -> None:
    """S3 evaluates institutions; S4 projects."""
    assert taken(Incoming(file="a", values={"organisation": "示例机构"})).site == "示例机构"
    project = taken(Incoming(file="a", values={"provider": "示例服务机构", "project": "示例项目"}))
    assert (project.organisation, project.site, project.title) == ("示例服务机构", "示例项目", "示例项目")


def test_forms_with_faults_wait_for_a_person() -> None:
    """A fault, or two forms for one site in one delivery: neither is taken in."""
    faulty = one(replace(form(), problems=(WRONG,)))
    assert (faulty.arrival, faulty.problems) == (Arrival.DOUBTFUL, (WRONG,))
    twins = sort_out([form("a.xlsx"), form("b.xlsx")], (), ROLES)
    assert [(found.arrival, found.problems[0].code) for found in twins] == [
        (Arrival.DOUBTFUL, Code.FORM_TWICE)
    ] * 2


def test_what_cannot_be_read_or_has_no_name_is_refused() -> None:
    """With the reason."""
    unread = one(Incoming(file="a.xlsx", values=None, problems=(WRONG,)))
    assert (unread.arrival, unread.problems) == (Arrival.REFUSED, (WRONG,))
    nameless = one(Incoming(file="a.xlsx", values={"site": "总装车间"}))
    assert [found.code for found in nameless.problems] == [Code.FORM_NAMELESS]


def test_numbers_are_free_and_follow_the_pattern() -> None:
    """The first of all is A-001; a number that is taken is passed over."""
    assert taken(form()).id == "A-001"
    known = [Application(id=name, organisation=name, site=name) for name in ("B09", "B10", "extra")]
    found = sort_out([form("a", site="一"), form("b", site="二")], known, ROLES)
    assert [one.application.id for one in found if one.application] == ["B11", "B12"]
    (odd,) = sort_out([form()], [Application(id="extra", organisation="x", site="y")], ROLES)
    assert odd.application is not None
    assert odd.application.id == "A-001"
    crossing = [Application(id=name, organisation=name, site=name) for name in ("A-9", "A-10")]
    (next_one,) = sort_out([form()], crossing, ROLES)
    assert next_one.application is not None
    assert next_one.application.id == "A-11"


@given(st.lists(st.sampled_from(["一", "二", "三", "四"]), unique=True))
def test_taking_everything_in_twice_is_taking_it_in_once(sites: list[str]) -> None:
    """The second time there is nothing new."""
    forms = [form(f"{site}.xlsx", site=site) for site in sites]
    first = sort_out(forms, (), ROLES)
    known = [found.application for found in first if found.application]
    assert {found.arrival for found in sort_out(forms, known, ROLES)} <= {Arrival.SAME}
    assert len({found.id for found in known}) == len(sites)


def test_documents_alone_can_change_an_application() -> None:
    """The same form with another document; a doubtful one stays doubtful whatever lies beside it."""
    document = IncomingDocument(source="/in/a.pdf", name="a.pdf", size=1, sha256="1")
    new = DocumentChange(document=document, arrival=DocumentArrival.NEW)
    same = one(form(), taken(form()))
    assert with_documents(same, (new,)).arrival is Arrival.CHANGED
    kept = with_documents(same, (replace(new, arrival=DocumentArrival.SAME),))
    assert (kept.arrival, kept.wanted, len(kept.documents)) == (Arrival.SAME, False, 1)
    faulty = one(replace(form(), problems=(WRONG,)))
    assert with_documents(faulty, (new,)).arrival is Arrival.DOUBTFUL
