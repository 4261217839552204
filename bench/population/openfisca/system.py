"""The six rules as OpenFisca has them: an entity, inputs and formulas. Money in yuan; what is not told is 0, for it has no unknown."""
import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import YEAR
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Enterprise = Entity("enterprise", "enterprises", "An enterprise", "")


def variable(name, kind, formula=None):
    members = {"value_type": kind, "entity": Enterprise, "definition_period": YEAR, "label": name}
    if formula is not None:
        members["formula"] = formula
    return type(name, (Variable,), members)


def title(enterprise, period, parameters):
    return np.where(enterprise("is_pilot", period), 1_000_000, 0)


def rate_of(condition, base, rate, cap):
    def formula(enterprise, period, parameters):
        return enterprise(condition, period) * np.minimum(enterprise(base, period) * rate, cap)
    return formula


def managers(enterprise, period, parameters):
    last, before = period.last_year, period.offset(-2)
    output = (enterprise("output", before) >= 1e8) & (enterprise("output", last) >= 1e8)
    now, then = enterprise("investment", last), enterprise("investment", before)
    grown = (now >= 5e7) & (now >= then * 1.15) & (then > 0)
    return (output | grown) * enterprise("is_manager", period) * np.minimum(enterprise("tax", period) * 0.5, 100_000)


def guarantee(enterprise, period, parameters):
    now, then = enterprise("balance", period), enterprise("balance", period.last_year)
    return ((now > 5e8) & (now >= then * 1.2) & (then > 0)) * np.maximum(np.floor((now - then) / 1e8), 0) * 100_000


RULES = {
    "title": title,
    "robots": rate_of("is_robot", "purchase", 0.1, 1_000_000),
    "match": rate_of("is_benchmark", "provincial", 0.1, 1_000_000),
    "design": rate_of("is_design", "contract", 0.5, 200_000),
    "managers": managers,
    "guarantee": guarantee,
}


def system():
    made = TaxBenefitSystem([Enterprise])
    for name in ("is_pilot", "is_robot", "is_benchmark", "is_design", "is_manager"):
        made.add_variable(variable(name, bool))
    for name in ("purchase", "provincial", "contract", "output", "investment", "tax", "balance"):
        made.add_variable(variable(name, float))
    for name, formula in RULES.items():
        made.add_variable(variable(name, float, formula))
    return made
