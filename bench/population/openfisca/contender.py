"""`calculate`: six variables of a simulation that stands. `build`: the simulation too, from arrays that stand."""
import os
import sys
import time

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "numpy"))
from columns import Columns, serve
from rules import six
from openfisca_core.simulations import SimulationBuilder
from system import RULES, system

folder, part = sys.argv[1:3]
columns = Columns(folder)
rules = system()


def yuan(name):
    values, told = columns.money(name)
    return np.where(told, values / 100, 0)


def flag(name, texts):
    codes, told, hit = columns.among(name, texts)
    return told & hit[codes]


benchmark, benchmark_told, _ = columns.places["应用标杆"]
INPUTS = [
    ("is_pilot", "2025", flag("称号", ["省级智能制造示范试点企业"])),
    ("is_robot", "2025", flag("设备类别", ["工业机器人整机", "工业机器人成套设备"])),
    ("is_benchmark", "2025", (benchmark == 1) & benchmark_told),
    ("is_design", "2025", flag("服务内容", ["工业设计"])),
    ("is_manager", "2025", flag("职务", ["董事长", "总经理", "总会计师"])),
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
