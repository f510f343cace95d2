"""Runs checkov with the given arguments, and writes what it took, its workers included, as the probe of Node.js does."""

import json
import os
import resource
import sys

from checkov.main import Checkov


def main() -> int:
    code = Checkov(argv=sys.argv[1:]).run()
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    used = {
        "userCPUTime": round(sum(usage.ru_utime for usage in usages) * 1e6),
        "systemCPUTime": round(sum(usage.ru_stime for usage in usages) * 1e6),
        "maxRSS": max(usage.ru_maxrss for usage in usages),
    }
    with open(os.environ["BENCH_USAGE"], "w", encoding="utf-8") as file:
        json.dump(used, file)
    return code or 0


if __name__ == "__main__":
    sys.exit(main())
