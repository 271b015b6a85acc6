#!/usr/bin/env python3
"""LibreOffice as a judge of a DOCX. Needs soffice, pdftotext, python-docx, lxml.

    office.py roundtrip FILE.docx [...]   opened, saved and read again: text, styles by name, tables, bookmarks,
                                          custom XML part and custom properties are still there
    office.py lines FILE.docx [...]       its PDF holds the same characters, no line lies on another or leaves the page

Set FONTCONFIG_FILE so that Word's font names find faces. Exit 1 if anything is wrong."""
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = b"urn:banxin:source:1"


def convert(paths, kind, folder):
    """All in one process: starting it costs more than a short document."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder, *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return [os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + "." + kind) for path in paths]


def squeeze(text):
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", text)


def text_of(element):
    """Characters in reading order: a reading (w:rt) and what a drawing holds are not text. The page that
    a PAGEREF field names inside a sentence is the reader's own count; at the end of a contents entry it stays."""
    out, held, page = [], [], False
    for node in element.iter():
        if node.tag == W + "instrText" and "PAGEREF" in (node.text or ""):
            page = True
        elif node.tag == W + "fldChar" and node.get(W + "fldCharType") == "end":
            page = False
        elif node.tag == W + "t" and not any(a.tag == W + "rt" for a in node.iterancestors()):
            if page:
                held.append(node.text or "")
            else:
                held = []
                out.append(node.text or "")
        elif node.tag in (W + "br", W + "tab"):
            out.append("\n" if node.tag == W + "br" else "\t")
    return "".join(out + held)


def facts(path):
    document = docx.Document(path)
    body = document.element.body
    names = {style.style_id: style.name for style in document.styles}
    paragraphs = []
    for paragraph in body.iter(W + "p"):
        text = text_of(paragraph)
        if squeeze(text):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = names.get(style.get(W + "val"), "?") if style is not None else "Normal"
            paragraphs.append((squeeze(text), name.lower()))
    tables = [[[squeeze(text_of(cell)) for cell in row.findall(W + "tc")] for row in table.findall(W + "tr")] for table in body.iter(W + "tbl")]
    bookmarks = {mark.get(W + "name") for mark in body.iter(W + "bookmarkStart")}
    with zipfile.ZipFile(path) as package:
        items = [package.read(name) for name in package.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
        custom = package.read("docProps/custom.xml").decode() if "docProps/custom.xml" in package.namelist() else ""
    ours = [etree.tostring(etree.fromstring(item), method="c14n") for item in items if OURS in item]
    properties = set(re.findall(r'name="(Banxin\.[^"]+)"', custom))
    return {"paragraphs": paragraphs, "tables": tables, "bookmarks": bookmarks, "custom XML": ours, "custom properties": properties}


def roundtrip(path, back):
    faults = []
    before, after = facts(path), facts(back)
    texts = lambda found: [text for text, _ in found["paragraphs"]]
    if texts(before) != texts(after):
        lost = Counter(texts(before)) - Counter(texts(after))
        new = Counter(texts(after)) - Counter(texts(before))
        faults.append(f"text: lost {list(lost)[:3]}, new {list(new)[:3]}")
    else:
        wrong = [(a[0][:20], a[1], b[1]) for a, b in zip(before["paragraphs"], after["paragraphs"]) if a[1] != b[1]]
        if wrong:
            faults.append(f"styles: {wrong[:5]} ({len(wrong)})")
    if before["tables"] != after["tables"]:
        faults.append("tables differ")
    # Word's own _Toc and _Ref marks are not ours; ours are b_, f_ and l_.
    missing = before["bookmarks"] - after["bookmarks"]
    if missing:
        faults.append(f"bookmarks lost: {sorted(missing)[:5]} ({len(missing)} of {len(before['bookmarks'])})")
    if not before["custom XML"] or before["custom XML"] != after["custom XML"]:
        faults.append("the custom XML part is not what it was")
    if not before["custom properties"] or before["custom properties"] - after["custom properties"]:
        faults.append(f"custom properties lost: {before['custom properties'] - after['custom properties']}")
    return faults


def chart_labels(path):
    """What the native charts of a file show, the longest first."""
    found = set()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/charts/chart\d+\.xml", name):
                found |= {node.text.strip() for node in etree.fromstring(package.read(name)).iter("{*}v", "{*}t") if node.text}
    return sorted(filter(None, found), key=len, reverse=True)


def drawn(text, labels):
    """Whether a word is labels of a chart, run together or not, with their percent signs."""
    for label in labels:
        text = text.replace(label, "")
    return not text.strip("%.0123456789 ")


def lines(path, pdf):
    faults = []
    # Where a native chart puts its labels is the reader's affair, and LibreOffice lets them touch: told, no fault.
    labels = chart_labels(path)
    touching = 0
    raw = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True).stdout.decode()
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True).stdout
    shown = Counter(unicodedata.normalize("NFKC", squeeze(raw)))
    wanted = Counter(unicodedata.normalize("NFKC", "".join(text for text, _ in facts(path)["paragraphs"])))
    lost = wanted - shown
    if lost:
        faults.append(f"characters not shown: {dict(lost.most_common(8))}")
    root = etree.fromstring(boxes)
    for number, page in enumerate(root.iter("{*}page"), 1):
        width, height = float(page.get("width")), float(page.get("height"))
        words = [[float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")] + [word.text or ""] for word in page.iter("{*}word")]
        for x0, y0, x1, y1, text in words:
            if x0 < 0 or y0 < 0 or x1 > width + 1 or y1 > height + 1:
                faults.append(f"page {number}: {text} leaves the page")
        # A face's box is up to half as high again as its em: what is left is about the ink.
        words = [[x0, y0 + 0.17 * (y1 - y0), x1, y1 - 0.17 * (y1 - y0), text] for x0, y0, x1, y1, text in words]
        words.sort(key=lambda word: word[1])
        for index, a in enumerate(words):
            for b in words[index + 1:]:
                if b[1] >= a[3]:
                    break
                across = min(a[2], b[2]) - max(a[0], b[0])
                down = min(a[3], b[3]) - max(a[1], b[1])
                if across > 1 and down > 0.3 * min(a[3] - a[1], b[3] - b[1]):
                    if drawn(a[4], labels) and drawn(b[4], labels) and labels:
                        touching += 1
                    else:
                        faults.append(f"page {number}: {a[4][:12]} lies on {b[4][:12]}")
    if touching:
        print(f"{path}: {touching} labels of native charts touch each other in LibreOffice")
    return faults


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("roundtrip", "lines"):
        sys.exit(__doc__)
    judge, kind = {"roundtrip": (roundtrip, "docx"), "lines": (lines, "pdf")}[sys.argv[1]]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for path, made in zip(sys.argv[2:], convert(sys.argv[2:], kind, folder)):
            faults = judge(path, made)
            bad += bool(faults)
            print(f"{os.path.basename(path)}: {'ok' if not faults else '; '.join(faults[:8])}")
    sys.exit(1 if bad else 0)


main()
