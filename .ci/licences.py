"""Every crate we build with has a licence that deny.toml allows."""
import json
import re
import subprocess
import sys
import tomllib

with open("deny.toml", "rb") as file:
    allowed = set(tomllib.load(file)["licenses"]["allow"])
meta = json.loads(subprocess.run(["cargo", "metadata", "--format-version", "1", "--locked"], check=True, capture_output=True).stdout)


def allows(expression):
    """SPDX: `OR` needs one side, `AND` both; old manifests write `/` for OR."""
    expression = expression.replace("/", " OR ")
    tokens = re.findall(r"\(|\)|[^\s()]+", expression)

    def alternatives():
        value = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            right = both()
            value = value or right
        return value

    def both():
        value = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            right = one()
            value = value and right
        return value

    def one():
        token = tokens.pop(0)
        if token == "(":
            value = alternatives()
            tokens.pop(0)
            return value
        if len(tokens) > 1 and tokens[0] == "WITH":
            token += " WITH " + tokens[1]
            del tokens[:2]
        return token in allowed

    return alternatives()


bad = [f'{p["name"]} {p["version"]}: {p.get("license")}' for p in meta["packages"] if not (p.get("license") and allows(p["license"]))]
print("\n".join(bad) or f'{len(meta["packages"])} crates')
sys.exit(bool(bad))
