# Word files beyond the sample: what tests/docx wrote into target/tmp, and LibreOffice's way there and back.
# Read by .ci/run, whose names (check, python, ooxml, work, docx) it uses.
tests_tmp=$root/target/tmp
every_docx() { # every document of tests/docx: the validator, then schemas and references
  local file found=0
  for file in "$tests_tmp"/*.docx; do
    [ -e "$file" ] || continue
    found=$((found + 1))
    "$python" .ci/judge.py ooxml "$ooxml" "$file" || return 1
  done
  [ "$found" -gt 25 ] && "$python" tests/ooxml/ooxmlcheck.py "$tests_tmp"/*.docx
}
word=$work/run/word
long_documents() { # as a user builds them: page references are filled in
  local layout
  for layout in bulletin newspaper broadsheet official booklet; do
    "$banxin" build tests/data/provident-fund-2023/review.yaml --layout "$layout" --out "$word" --name "long-$layout" --formats docx --no-check || return 1
  done
}
word_office() { FONTCONFIG_FILE=$work/run/fonts.conf HOME=$work/run/home "$python" tests/ooxml/office.py "$@"; }
check "every document of tests/docx: valid, references whole" every_docx
check "the long document in every layout, as Word" long_documents
check "LibreOffice there and back" word_office roundtrip "$docx" "$tests_tmp/everything.docx" "$tests_tmp/official.docx" "$word/long-bulletin.docx" "$word/long-booklet.docx"
check "LibreOffice: same characters, no line on another" word_office lines "$docx" "$tests_tmp/everything.docx" "$tests_tmp"/review-*.docx "$word"/long-*.docx
