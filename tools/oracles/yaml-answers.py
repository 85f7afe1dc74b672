"""Answers what Python's YAML readers make of texts: cfn-lint's loader (libyaml) and PyYAML's own safe loader with the same tags.

Reads a JSON array of texts from standard input, writes a JSON object with the versions and an array of answers:
{"libyaml": ..., "pure": ...}, each {"value": ...} or {"error": "..."}.
"""

import datetime
import json
import math
import sys

import cfnlint.version
import yaml
from cfnlint.decode import cfn_yaml


class PureLoader(cfn_yaml.NodeConstructor, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer, yaml.resolver.Resolver):
    """cfn-lint's constructors on PyYAML's own scanner and parser."""

    def __init__(self, text):
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)
        cfn_yaml.NodeConstructor.__init__(self, None)
        yaml.resolver.Resolver.__init__(self)


PureLoader.add_multi_constructor("!", cfn_yaml.multi_constructor)


def plain(value):
    """The value as JSON has it; what JSON lacks is written with its type."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"python": str(value)}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else {"python": str(value)}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"python": value.isoformat()}
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return str(value)
    return {"python": repr(value)}


def answer(load):
    try:
        return {"value": plain(load())}
    except RecursionError:
        return {"error": "RecursionError"}
    except Exception as error:  # noqa: BLE001 - every refusal is an answer
        first = str(error).strip().splitlines()
        return {"error": type(error).__name__ + ": " + " ".join(line.strip() for line in first)[:160]}


def main():
    texts = json.load(sys.stdin)
    answers = [{"libyaml": answer(lambda: cfn_yaml.loads(text)), "pure": answer(lambda: PureLoader(text).get_single_data() or {})} for text in texts]
    versions = {"cfn-lint": cfnlint.version.__version__, "PyYAML": yaml.__version__, "libyaml": yaml._yaml.get_version_string()}
    json.dump({"versions": versions, "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
