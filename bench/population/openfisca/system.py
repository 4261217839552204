"""The six rules as OpenFisca has them: an entity, inputs and formulas. Money in yuan; what is not told is 0, or the first of its texts, for it has no unknown."""
import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import YEAR
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Enterprise = Entity("enterprise", "enterprises", "An enterprise", "")


def variable(name, kind, formula=None):
    members = {"value_type": kind, "entity": Enterprise, "definition_period": YEAR, "label": name}
    if formula is not None:
        members["formula"] = formula
    return type(name, (Variable,), members)


class Title(Enum):
    none = "-"
    pilot = "省级智能制造示范试点企业"
    other = "*"


class Machine(Enum):
    none = "-"
    robot = "工业机器人整机"
    set = "工业机器人成套设备"
    other = "*"


class Service(Enum):
    none = "-"
    design = "工业设计"
    other = "*"


class Post(Enum):
    none = "-"
    chairman = "董事长"
    manager = "总经理"
    accountant = "总会计师"
    other = "*"


TEXTS = {"title_held": Title, "machine": Machine, "service": Service, "post": Post}


def title(enterprise, period, parameters):
    return np.where(enterprise("title_held", period) == Title.pilot, 1_000_000, 0)


def robots(enterprise, period, parameters):
    machine = enterprise("machine", period)
    return ((machine == Machine.robot) | (machine == Machine.set)) * np.minimum(enterprise("purchase", period) * 0.1, 1_000_000)


def match(enterprise, period, parameters):
    return enterprise("is_benchmark", period) * np.minimum(enterprise("provincial", period) * 0.1, 1_000_000)


def design(enterprise, period, parameters):
    return (enterprise("service", period) == Service.design) * np.minimum(enterprise("contract", period) * 0.5, 200_000)


def managers(enterprise, period, parameters):
    last, before = period.last_year, period.offset(-2)
    output = (enterprise("output", before) >= 1e8) & (enterprise("output", last) >= 1e8)
    now, then = enterprise("investment", last), enterprise("investment", before)
    grown = (now >= 5e7) & (now >= then * 1.15) & (then > 0)
    post = enterprise("post", period)
    leads = (post == Post.chairman) | (post == Post.manager) | (post == Post.accountant)
    return (output | grown) * leads * np.minimum(enterprise("tax", period) * 0.5, 100_000)


def guarantee(enterprise, period, parameters):
    now, then = enterprise("balance", period), enterprise("balance", period.last_year)
    return ((now > 5e8) & (now >= then * 1.2) & (then > 0)) * np.maximum(np.floor((now - then) / 1e8), 0) * 100_000


RULES = {"title": title, "robots": robots, "match": match, "design": design, "managers": managers, "guarantee": guarantee}


def system():
    made = TaxBenefitSystem([Enterprise])
    made.add_variable(variable("is_benchmark", bool))
    for name, texts in TEXTS.items():
        made.add_variable(type(name, (Variable,), {"value_type": Enum, "possible_values": texts, "default_value": texts.none, "entity": Enterprise, "definition_period": YEAR, "label": name}))
    for name in ("purchase", "provincial", "contract", "output", "investment", "tax", "balance"):
        made.add_variable(variable(name, float))
    for name, formula in RULES.items():
        made.add_variable(variable(name, float, formula))
    return made
