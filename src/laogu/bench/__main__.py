"""`python -m laogu.bench [NAME ...] [--json]`."""

import sys

from laogu.bench import main

given = sys.argv[1:]
sys.exit(main([one for one in given if one != "--json"], as_json="--json" in given))
