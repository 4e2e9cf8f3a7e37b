"""Declarations for tests: an expert who gives the pledge and has no interest, or some."""

from collections.abc import Mapping

from evaluator_app.domain.declarations import Recusal, Relation
from evaluator_app.domain.expert import Expert
from evaluator_app.services import declaring
from evaluator_app.store import packages
from evaluator_app.store.workspace import Workspace

EXPERT = Expert(name="示例专家甲", organisation="示例大学")
PLEDGE = "我保守参与评价单位秘密。"
KINSHIP = Recusal(relation=Relation.RELATIVE, reason="负责人是我的近亲属")


def declare(ws: Workspace, recused: Mapping[str, Recusal] | None = None, expert: Expert = EXPERT) -> None:
    """Give the pledge, and declare no interest in any application here but these."""
    for package in packages.list_packages(ws):
        every = declaring.applications_of(ws, package.campaign.id)
        choices = {one.id: (recused or {}).get(one.id) for one in every}
        declaring.declare(ws, package, expert, declaring.Answers(choices=choices, pledge=PLEDGE))
