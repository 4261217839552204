"""The columns that the bench wrote, and its line protocol."""
import json
import resource
import sys
import time

import numpy as np

TYPES = {"f64": np.float64, "i32": np.int32, "u16": np.uint16, "u8": np.uint8}


class Columns:
    """values, told (a mask) and hits (texts among some) by a fact's name."""

    def __init__(self, folder):
        with open(f"{folder}/columns.json", encoding="utf8") as file:
            about = json.load(file)
        self.count = about["count"]
        self.places = {}
        for place, column in enumerate(about["columns"]):
            values = np.fromfile(f"{folder}/{place}.values", dtype=TYPES[column["store"]])
            told = np.fromfile(f"{folder}/{place}.states", dtype=np.uint8) == 0
            self.places[column["key"].removeprefix("企业.")] = (values, told, column["texts"])

    def money(self, name):
        values, told, _ = self.places[name]
        return values, told

    def among(self, name, texts):
        """Codes, told, and which codes stand for one of the texts."""
        values, told, known = self.places[name]
        return values, told, np.array([text in texts for text in known] or [False])


def serve(run, check):
    """Answers each line with one JSON object."""
    print(json.dumps(check), flush=True)
    for line in sys.stdin:
        if line.strip() == "end":
            break
        cpu = time.process_time()
        start = time.perf_counter()
        timed = run()
        took = time.perf_counter() - start if timed is None else timed
        print(json.dumps({"ms": took * 1000, "cpu": time.process_time() - cpu}), flush=True)
    print(json.dumps({"rss": peak_memory()}), flush=True)


def peak_memory():
    """Bytes. The kernel's own figure where there is one: ru_maxrss is handed down from the process that started us."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
