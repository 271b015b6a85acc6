"""The outside judges' small print: compares what other tools read with what the build says it wrote.

    judge.py pdf MANIFEST PDF            pdftotext -raw equals the resolved text, furniture taken away
    judge.py mupdf MANIFEST PDF          mutool draw -F txt gives the same
    judge.py tags MANIFEST PDF           pdfinfo -struct-text gives the same, in the order of the tags
    judge.py places DUMP PDF             pdftotext -bbox sees lines begin and end where the text dump says
    judge.py docx MANIFEST DOCX          python-docx reads the same text
    judge.py ooxml VALIDATOR DOCX        OpenXmlValidator finds nothing, in the embedded workbooks neither
    judge.py aliases                     fontconfig aliases from Word's font names to the faces in fonts/
    judge.py change CSV                  gives one cell another value
    judge.py changed OLD NEW             that value stands in the new text wherever the old one was bound
    judge.py office-fonts PDF            LibreOffice's PDF uses those faces only
    judge.py office-text MANIFEST PDF    LibreOffice's PDF shows every paragraph
"""
import collections
import csv
import html
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import zipfile

# Word's names → families in fonts/.
ALIASES = {
    "宋体": "Noto Serif CJK SC", "SimSun": "Noto Serif CJK SC", "方正小标宋简体": "Noto Serif CJK SC", "华文中宋": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC", "SimHei": "Noto Sans CJK SC", "仿宋": "FandolFang R", "仿宋_GB2312": "FandolFang R",
    "楷体": "FandolKai", "楷体_GB2312": "FandolKai", "Times New Roman": "Liberation Serif", "Arial": "Liberation Sans",
    "Calibri": "Liberation Sans",
}
FACES = re.compile(r"(NotoSerif|NotoSans|Fandol|Liberation|BulletinKai)")


def squeeze(text):
    """The characters that are ink: white space of every kind goes."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", text)


def manifest(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    # Notes stand at the foot of whatever page calls them: like furniture, between pieces of the text.
    beside = data["furniture"] + data["notes"]
    return squeeze("".join(data["text"])), [squeeze(item) for item in beside], data


def mutool(pdf):
    return subprocess.run(["mutool", "draw", "-F", "txt", "-o", "-", pdf], check=True, capture_output=True).stdout.decode()


def raw(pdf):
    return subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout.decode()


def without(found, wanted, furniture):
    """Whether `found` is `wanted` with pieces of `furniture` between: a search that goes back when a
    folio looks like a figure of the text. Returns the farthest place reached when it is not."""
    pieces = [piece for piece in collections.Counter(furniture) if piece]
    stack, seen, far = [(0, 0)], set(), (0, 0)
    while stack:
        at, of = stack.pop()
        while True:
            if (at, of) in seen:
                break
            seen.add((at, of))
            far = max(far, (of, at))
            for piece in pieces:
                if found.startswith(piece, at):
                    stack.append((at + len(piece), of))
            if at == len(found) and of == len(wanted):
                return None
            if at < len(found) and of < len(wanted) and found[at] == wanted[of]:
                at, of = at + 1, of + 1
            else:
                break
    return far


def compare(found, wanted, furniture=()):
    far = without(found, wanted, furniture)
    if far is None:
        print(f"{len(wanted)} characters equal")
        return 0
    of, at = far
    print(f"differs at character {of} of {len(wanted)}:")
    print("  wanted", wanted[max(0, of - 20):of], "▶", wanted[of:of + 40])
    print("  found ", found[max(0, at - 20):at], "▶", found[at:at + 40])
    return 1


def pdf(path, file):
    wanted, furniture, _ = manifest(path)
    return compare(squeeze(raw(file)), wanted, furniture)


def tags(path, file):
    """The text in the order of the structure tree (poppler): what a screen reader says."""
    wanted, furniture, _ = manifest(path)
    out = subprocess.run(["pdfinfo", "-struct-text", file], check=True, capture_output=True).stdout.decode(errors="replace")
    said = "".join(re.findall(r'^ *"(.*)"$', out, re.M))
    return compare(squeeze(said), wanted, furniture)


def mupdf(path, file):
    wanted, furniture, _ = manifest(path)
    return compare(squeeze(mutool(file)), wanted, furniture)


# Marks whose bodies may be half as wide as their glyphs: their boxes say nothing of where they were put.
MARKS = "，。；：、！？（）《》“”‘’〔〕【】—…·"
# Half a pixel at 150 dots an inch, in points.
NEAR = 0.24


def places(dump, file):
    """Where poppler sees the ends of every line of text is where the build put them."""
    pages = []
    with open(dump, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("page "):
                pages.append([])
            found = re.match(r"  (?:n\S+|furniture|deco) (-?[\d.]+)–(-?[\d.]+) (-?[\d.]+) (\S.*)", line)
            if found:
                start, end, base = map(float, found.groups()[:3])
                pages[-1].append((start, end, base, squeeze(found.group(4))))
    out = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True).stdout.decode()
    sheets = out.split("<page ")[1:]
    if len(sheets) != len(pages):
        print(f"{len(sheets)} pages, {len(pages)} in the dump")
        return 1
    checked, far = 0, (0.0, "")
    for sheet, lines in zip(sheets, pages):
        words = []
        for left, top, right, bottom, word in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', sheet):
            words.append((*map(float, (left, top, right, bottom)), squeeze(html.unescape(word))))
        for start, end, base, text in lines:
            here = [word for word in words if word[1] < base < word[3]]
            # Nearest word with these characters; a line that is not where it should be has none near.
            first = [abs(word[0] - start) for word in here if text.startswith(word[4]) or word[4].startswith(text)]
            last = [abs(word[2] - end) for word in here if text.endswith(word[4]) or word[4].endswith(text)]
            for mark, found in ((text[0], first), (text[-1], last)):
                if mark not in MARKS:
                    checked += 1
                    far = max(far, (min(found, default=math.inf), text))
    print(f"{checked} ends of lines, the farthest {far[0]:.3f} pt away: {far[1]}")
    return 0 if checked > 50 and far[0] < NEAR else 1


def docx(path, file):
    import docx as word
    wanted, _, _ = manifest(path)
    parts = []
    for block in word.Document(file).iter_inner_content():
        if isinstance(block, word.table.Table):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        parts.append(cell.text)
        else:
            parts.append(block.text)
    return compare(squeeze("".join(parts)), wanted)


def ooxml(validator, file):
    files = [file]
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(file) as package:
            for name in package.namelist():
                if name.endswith(".xlsx"):
                    files.append(package.extract(name, folder))
        status = 0
        for one in files:
            run = subprocess.run([validator, one], capture_output=True, text=True)
            print(os.path.basename(one), run.returncode, run.stdout[-4000:], run.stderr[-1000:])
            try:
                bad = json.loads(run.stdout)["errors"] != []
            except (ValueError, KeyError):
                bad = True
            status |= run.returncode != 0 or bad
        return int(status)


def aliases():
    for name, family in ALIASES.items():
        print(f'  <match target="pattern"><test name="family"><string>{name}</string></test>'
              f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>')
    return 0


def office_fonts(file):
    out = subprocess.run(["pdffonts", file], check=True, capture_output=True, text=True).stdout
    print(out)
    names = [line.split()[0] for line in out.splitlines()[2:]]
    return 0 if names and all(FACES.search(name) for name in names) else 1


def office_text(path, file):
    _, _, data = manifest(path)
    found = squeeze(raw(file))
    lost = [item for item in data["text"] if squeeze(item) and squeeze(item) not in found]
    # A paragraph that runs over a page foot has a folio in its middle: its halves must both be there.
    lost = [item for item in lost if not split_by_page(squeeze(item), found)]
    for item in lost:
        print("lost:", item)
    return 1 if lost else 0


def split_by_page(item, found):
    return any(item[:cut] in found and item[cut:] in found for cut in range(1, len(item)))


# The figure that `change` changes: its id and the value it gets, which stands nowhere else.
CHANGED, NEW_VALUE = "parking.slots", "98765"


def change(table):
    with open(table, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    value, row = rows[0].index("value"), next(row for row in rows if row[0] == CHANGED)
    row[value] = NEW_VALUE
    with open(table, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return 0


def changed(old, new):
    (before, _, data), (after, _, _) = manifest(old), manifest(new)
    places = sum(figure["id"] == CHANGED for figure in data["figures"])
    found = after.count(NEW_VALUE)
    print(f"{CHANGED}: {places} places, the table's with them, {found} found")
    return 0 if places > 1 and found == places and NEW_VALUE not in before else 1


COMMANDS = {"change": change, "changed": changed, "pdf": pdf, "mupdf": mupdf, "places": places, "tags": tags, "docx": docx, "ooxml": ooxml, "aliases": aliases, "office-fonts": office_fonts, "office-text": office_text}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]](*sys.argv[2:]))
