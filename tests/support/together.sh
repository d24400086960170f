#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Writes one source that includes many: what they all include is then compiled once, which is most of what a test costs.
#   together.sh OUTPUT FOLDER SOURCE…      the sources are named as seen from FOLDER, which the compiler must look into
#
# Each stands in a namespace of its own, so that none knows the names of another; what it includes has been included
# before, outside. A source that itself opens the library's namespace, or specialises its templates, is left as it is: the
# names in it must be its own.
set -euo pipefail
output=$1 folder=$2
shift 2
cd "$folder"
export LC_ALL=C
{
  echo '// Made by tests/support/together.sh.'
  # what lies beside a source is named as seen from FOLDER
  for source in "$@"; do
    here=$(dirname "$source")
    while IFS= read -r included; do
      file=${included#*\"} file=${file%\"*}
      if [ "$file" != "$included" ] && [ -e "$here/$file" ]; then printf '#include "%s"\n' "$here/$file"; else printf '%s\n' "$included"; fi
    done < <(grep '^#include' "$source")
  done | sort -u
  # of an anonymous namespace in an included file
  printf '#ifndef __clang__\n#pragma GCC diagnostic ignored "-Wsubobject-linkage"\n#endif\n'
  for source in "$@"; do
    name=${source%.cpp}
    if grep -qE '^(namespace constable|template <>|BOOST_HANA_ADAPT_)' "$source"; then printf '#include "%s"\n' "$source"
    else printf 'namespace %s {\n#include "%s"\n}\n' "test_of_${name//\//_}" "$source"; fi
  done
} > "$output.new"
# Not written again when nothing has changed: nothing is compiled again then.
if cmp -s "$output.new" "$output"; then rm "$output.new"; else mv "$output.new" "$output"; fi
