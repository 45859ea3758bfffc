"""`python -m checks` is `copydesk check`: started by name, since imports point down only."""

import runpy
import sys

if __name__ == "__main__":
    sys.argv[1:1] = ["check"]
    runpy.run_module("copydesk", run_name="__main__", alter_sys=True)
