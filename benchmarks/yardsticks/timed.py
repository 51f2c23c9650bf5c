"""Run a command and say what it took: ``timed.py COMMAND...`` prints CPU seconds and peak memory as JSON.

CPU time is that of the command and of all processes that it waited for, memory that of the largest of them.
This program imports next to nothing, because on Linux a new process begins with its parent's peak.
"""

import json
import os
import sys


def main(command: list[str]) -> int:
    process = os.fork()
    if not process:
        os.dup2(2, 1)  # what the command prints is not the answer
        os.execvp(command[0], command)
    _, status, used = os.wait4(process, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * unit}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
