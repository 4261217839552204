"""The six rules over arrays: status (0 no, 1 yes, 2 not known) and amount in fen. Reasons and missing facts are left out."""
import numpy as np


def settle(holds, fails):
    return np.where(fails, 0, np.where(holds, 1, 2)).astype(np.uint8)


def fixed(condition, given):
    values, told, hit = condition
    holds = told & hit[values]
    return settle(holds, told & ~holds), np.where(holds, given, 0.0)


def rated(condition, base, divisor, cap):
    values, told, hit = condition
    money, money_told = base
    holds = told & hit[values]
    eligible = holds & money_told
    amount = np.minimum(np.maximum(np.floor(money / divisor), 0.0), cap)
    return settle(eligible, told & ~holds), np.where(eligible, amount, 0.0)


def growth(now, before, percent):
    """Holds, fails: on nothing it is neither."""
    known = now[1] & before[1] & (before[0] != 0)
    holds = known & np.where(before[0] > 0, now[0] * 100 >= before[0] * percent, now[0] * 100 <= before[0] * percent)
    return holds, known & ~holds


def managers(c):
    before, last = c.money("产值@2023"), c.money("产值@2024")
    now, then, tax = c.money("工业投资@2024"), c.money("工业投资@2023"), c.money("地方留成@2025")
    post, post_told, hit = c.among("职务", ["董事长", "总经理", "总会计师"])
    high = [(one[1] & (one[0] >= 1e10), one[1] & (one[0] < 1e10)) for one in (before, last)]
    grown, shrunk = growth(now, then, 115)
    enough, little = now[1] & (now[0] >= 5e9), now[1] & (now[0] < 5e9)
    holds = (high[0][0] & high[1][0]) | (enough & grown)
    fails = (high[0][1] | high[1][1]) & (little | shrunk)
    posted = post_told & hit[post]
    eligible = holds & posted & tax[1]
    amount = np.minimum(np.maximum(np.floor(tax[0] / 2), 0.0), 10_000_000.0)
    return settle(eligible, fails | (post_told & ~posted)), np.where(eligible, amount, 0.0)


def guarantee(c):
    now, before = c.money("担保余额@2025"), c.money("担保余额@2024")
    grown, shrunk = growth(now, before, 120)
    high = now[1] & (now[0] > 5e10)
    low = now[1] & ~high
    eligible = high & grown
    amount = np.maximum(np.floor((now[0] - before[0]) / 1e10), 0.0) * 1e7
    return settle(eligible, low | shrunk), np.where(eligible, amount, 0.0)


def six(c):
    flag, told, _ = c.places["应用标杆"]
    return {
        "title": fixed(c.among("称号", ["省级智能制造示范试点企业"]), 100_000_000.0),
        "robots": rated(c.among("设备类别", ["工业机器人整机", "工业机器人成套设备"]), c.money("采购额"), 10, 100_000_000.0),
        "match": rated((flag, told, np.array([False, True])), c.money("省级专项资金"), 10, 100_000_000.0),
        "design": rated(c.among("服务内容", ["工业设计"]), c.money("实际发生额"), 2, 20_000_000.0),
        "managers": managers(c),
        "guarantee": guarantee(c),
    }


def sums(results):
    """As the bench sums up every contender: no, yes, not known, and fen."""
    return {rule: [int((status == 0).sum()), int((status == 1).sum()), int((status == 2).sum()), int(amount.sum())] for rule, (status, amount) in results.items()}
