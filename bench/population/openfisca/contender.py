"""`calculate`: six variables of a simulation that stands. `build`: the simulation too, from arrays that stand."""
import os
import sys
import time

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "numpy"))
from columns import Columns, serve
from rules import six
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import SimulationBuilder
from system import RULES, TEXTS, system

folder, part = sys.argv[1:3]
columns = Columns(folder)
rules = system()


def yuan(name):
    values, told = columns.money(name)
    return np.where(told, values / 100, 0)


def texts(name, fact):
    """Codes of its own for the texts it tells apart; all others are one."""
    known = [one.value for one in TEXTS[name]]
    codes, told, dictionary = columns.places[fact]
    own = np.array([known.index(text) if text in known else len(known) - 1 for text in dictionary] or [0], dtype=np.uint8)
    return EnumArray(np.where(told, own[codes], 0).astype(np.uint8), TEXTS[name])


benchmark, benchmark_told, _ = columns.places["应用标杆"]
INPUTS = [
    ("title_held", "2025", texts("title_held", "称号")), ("machine", "2025", texts("machine", "设备类别")), ("service", "2025", texts("service", "服务内容")), ("post", "2025", texts("post", "职务")),
    ("is_benchmark", "2025", (benchmark == 1) & benchmark_told),
    ("purchase", "2025", yuan("采购额")), ("provincial", "2025", yuan("省级专项资金")), ("contract", "2025", yuan("实际发生额")),
    ("output", "2023", yuan("产值@2023")), ("output", "2024", yuan("产值@2024")), ("investment", "2023", yuan("工业投资@2023")), ("investment", "2024", yuan("工业投资@2024")),
    ("tax", "2025", yuan("地方留成@2025")), ("balance", "2024", yuan("担保余额@2024")), ("balance", "2025", yuan("担保余额@2025")),
]


def build():
    simulation = SimulationBuilder().build_default_simulation(rules, columns.count)
    for name, period, values in INPUTS:
        simulation.set_input(name, period, values)
    return simulation


def calculate(simulation):
    return {rule: simulation.calculate(rule, "2025") for rule in RULES}


standing = build()


def again():
    """Only `calculate` is timed: what it remembers is forgotten before."""
    for rule in RULES:
        standing.delete_arrays(rule)
    start = time.perf_counter()
    calculate(standing)
    return time.perf_counter() - start


# Its amounts beside the exact ones, of rows that are eligible: single precision, so fen are lost.
off = {"fen": 0, "wrong": 0}
found = calculate(standing)
for rule, (status, amount) in six(columns).items():
    gap = np.abs(np.round(found[rule].astype(np.float64) * 100) - amount)[status == 1]
    off["fen"] += int((gap >= 1).sum())
    off["wrong"] += int((gap > np.maximum(200, amount[status == 1] * 1e-5)).sum())
serve(again if part == "calculate" else lambda: calculate(build()) and None, off)
