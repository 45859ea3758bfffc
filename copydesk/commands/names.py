"""`copydesk names`: which spellings stand for one name, and what the newsroom says about them."""

import argparse

from copydesk.arguments import add_inputs

HELP = "clusters of name spellings; what the newsroom accepts, keeps apart or imports"
ABOUT = """See which spellings stand for one name in an archive, and say what is right.

  copydesk names list archive.jsonl.gz     clusters with counts; the suggested form is marked
  copydesk names accept "Ulf Kristersson"  right; a slip away from it is a slip
  copydesk names never Bosch Rhys          right as they stand: never report them
  copydesk names apart Andersen Anderson   two names
  copydesk names variant Kiev Kyiv         house style: Kyiv instead of Kiev
  copydesk names import people.csv.gz      full names (Wikidata, OpenSanctions, one a line)
  copydesk names show                      what is remembered

What is said is kept in the folder that the configuration names: [names] path = "names"."""

DEFAULT_FOLDER = "names"


def arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each thing to say."""
    choices = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    add_inputs(choices.add_parser("list", help="clusters of spellings in an archive"))
    forms = (
        ("accept", "right; what is a slip away from a full name is a slip", "+"),
        ("never", "right as they stand: never report them", "+"),
        ("apart", "two forms that are two names", 2),
        ("variant", "a form and the one that house style wants", 2),
    )
    for name, text, count in forms:
        choices.add_parser(name, help=text).add_argument("forms", nargs=count, metavar="NAME")
    files = choices.add_parser("import", help="full names from CSV, TSV, JSONL or a plain list")
    files.add_argument("files", nargs="+", metavar="FILE")
    choices.add_parser("show", help="what is remembered")
    for choice in choices.choices.values():
        choice.add_argument("--folder", default="", metavar="DIR", help="instead of [names] path")


def run(args: argparse.Namespace) -> int:
    """Do what the word says."""
    from copydesk.config import load

    config = load(args.config)
    folder = args.folder or config.names.path or DEFAULT_FOLDER
    if args.action == "list":
        from copydesk.name_clusters import list_clusters

        return list_clusters(args, config)
    if args.action == "show":
        return _show(folder)
    _remember(args, folder)
    if not args.folder and not config.names.path:
        print(f'to use it, put path = "{folder}" into the [names] table of copydesk.toml')
    return 0


def _remember(args: argparse.Namespace, folder: str) -> None:
    from copydesk.name_memory import remember, remember_apart, remember_variant

    if args.action == "import":
        _import(args.files, folder)
    elif args.action == "apart":
        remember_apart(folder, *args.forms)
        print(f"{args.forms[0]} and {args.forms[1]} are two names")
    elif args.action == "variant":
        remember_variant(folder, *args.forms)
        print(f"house style: {args.forms[1]} instead of {args.forms[0]}")
    else:
        # A full name says which given name goes with which surname; a word only that it is right.
        people = [form for form in args.forms if " " in form] if args.action == "accept" else []
        words = [form for form in args.forms if form not in people]
        key = "never" if args.action == "never" else "places"
        new = remember(folder, "people", people) + remember(folder, key, words)
        print(f"{new} new in {folder}")


def _import(files: list[str], folder: str) -> None:
    from pathlib import Path

    from checks.known_names import import_names
    from copydesk.name_files import NoNamesError, names_in

    count = import_names(Path(folder), (name for file in files for name in names_in(file)))
    if not count:
        raise NoNamesError(f"no full name in {', '.join(files)}: a name needs two words at least")
    print(f"{count:,} full names imported into {folder}")


def _show(folder: str) -> int:
    from checks.known_names import remembered

    kept = {key: value for key, value in remembered(folder).items() if value}
    if not kept:
        print(f"nothing is remembered in {folder}")
    for key, value in sorted(kept.items()):
        shown = (
            [f"{form} -> {wanted}" for form, wanted in sorted(value.items())]
            if isinstance(value, dict)
            else [" / ".join(v) if isinstance(v, list) else v for v in value]
        )
        print(f"{key}: {', '.join(shown)}")
    return 0
