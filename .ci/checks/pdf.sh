# The PDF's other purposes, beyond their judges: the archive's text, and a press file that has no date.
# Read by .ci/run, whose names (check, python, manifest, banxin, source, one, work) it uses.
undated_press() { # without a date of the source's or SOURCE_DATE_EPOCH: exit 3 and nothing written
  env -u SOURCE_DATE_EPOCH "$banxin" build "$source" --out "$work/run/undated" --formats pdf --pdf press
  [ $? -eq 3 ] && [ ! -e "$work/run/undated" ]
}
check "pdftotext -raw of the archive's file" "$python" .ci/judge.py pdf "$manifest" "$one/annual-review-2021.archive.pdf"
grep -q 'date:' "$source" || check "a press file without a date is refused" undated_press

# Both documents in every layout: with attachments from the program, without from tests/pdf. veraPDF is slow to
# start, so it reads all files of a flavour in one run.
layouts="bulletin newspaper official booklet broadsheet"
every=$work/run/layouts
every_layout() {
  local layout document
  for layout in $layouts; do
    for document in sample:$source long:tests/data/provident-fund-2023/review.yaml; do
      SOURCE_DATE_EPOCH=1642636800 "$banxin" build "${document#*:}" --layout "$layout" --fonts fonts --out "$every" \
        --name "${document%%:*}-$layout" --formats pdf,txt --manifest --pdf screen,archive,press || return 1
    done
  done
}
vera_all() { # FLAVOUR FILE…: ten files, all of them pass
  local flavour=$1 out
  shift
  out=$(java -cp "$verapdf" org.verapdf.apps.GreenfieldCliWrapper -f "$flavour" --format text "$@") && printf '%s\n' "$out"
  [ $# -eq 10 ] && [ "$(grep -c '^PASS' <<<"$out")" -eq 10 ]
}
qpdf_all() { local file; for file in "$@"; do qpdf_clean "$file" || return 1; done; [ $# -eq 30 ]; }
check "both documents in every layout: screen, archive, press" every_layout
check "veraPDF: every layout is PDF/A-3a" vera_all 3a "$every"/*.archive.pdf
check "veraPDF: every layout is PDF/UA-1" vera_all ua1 "$every"/*.archive.pdf
check "veraPDF: every layout without attachments is PDF/A-2a" vera_all 2a "$judged"/layouts/*.2a.pdf
check "qpdf: every layout, no warning" qpdf_all "$every"/*.pdf
read_back() { # JUDGE PATTERN: what comes back of each screen file
  local judge=$1 file
  shift
  for file in "$@"; do
    "$python" .ci/judge.py "$judge" "${file%.manifest.json}.manifest.json" "${file%.manifest.json}.pdf" || return 1
  done
}
check "pdftotext -raw: the sample in every layout" read_back pdf "$every"/sample-*.manifest.json
check "mutool: the sample in every layout" read_back mupdf "$every"/sample-*.manifest.json
check "the tags say both documents in every layout" read_back tags "$every"/*.manifest.json
where() { # poppler sees every line where it was put
  local layout
  for layout in $layouts; do
    "$python" .ci/judge.py places "$every/sample-$layout.txt" "$every/sample-$layout.pdf" || return 1
  done
}
check "poppler: no line of the sample moved by half a pixel" where
# The sample's press pages hold black ink alone, whatever the layout; the red head of 公文 is another's.
check "Ghostscript's separations: the sample's press pages are black ink alone" \
  "$python" .ci/plates.py black "$every"/sample-{bulletin,newspaper,booklet,broadsheet}.press.pdf
# The county's letter has each block of newspapers and books once, and layouts of its own.
letter=$work/run/letter
letters() {
  local layout
  for layout in bulletin newspaper booklet ends.yaml chapters.yaml roman.yaml; do
    "$banxin" build tests/data/county-gazette/review.yaml --layout "$layout" --fonts fonts --out "$letter" \
      --name "${layout%.yaml}" --formats pdf,docx --pdf archive || return 1
  done
}
vera_letters() { # FLAVOUR: all six pass
  local out
  out=$(java -cp "$verapdf" org.verapdf.apps.GreenfieldCliWrapper -f "$1" --format text "$letter"/*.archive.pdf) && printf '%s\n' "$out"
  [ "$(grep -c '^PASS' <<<"$out")" -eq 6 ]
}
valid_letters() {
  local file
  for file in "$letter"/*.docx; do "$python" .ci/judge.py ooxml "$ooxml" "$file" || return 1; done
  "$python" tests/ooxml/ooxmlcheck.py "$letter"/*.docx
}
check "the county's letter in six layouts" letters
check "veraPDF: the letter is PDF/A-3a" vera_letters 3a
check "veraPDF: the letter is PDF/UA-1" vera_letters ua1
check "the letter as Word: valid, references whole" valid_letters
