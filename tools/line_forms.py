"""Makes the tables of forms anew: after a change to the word lists of calls, phrases and labels.

python -m tools.line_forms
"""

from pathlib import Path

import articles
from articles.lines.forms import fingerprint, forms_made, table


def main() -> None:
    for latin in (True, False):
        rows = "".join(f"{form}\t{told}\n" for form, told in forms_made(latin).items())
        path = Path(articles.__file__).parent / "data" / table(latin)
        path.write_text(f"{fingerprint()}\n{rows}", encoding="utf-8")
        print(f"{path.name}: {rows.count(chr(10))} forms")


if __name__ == "__main__":
    main()
