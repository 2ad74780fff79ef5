"""`python -m scapkit` is the `scapkit` command."""

import sys

from scapkit.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
