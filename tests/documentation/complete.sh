#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The documentation is complete: every word, every compile error, every variable, and no link leads nowhere.
#   complete.sh PROJECT
set -euo pipefail
shopt -s lastpipe # report() at the end of a pipe must be able to complain
cd "$1"
export LC_ALL=C
declare_folder=include/constable/declare
migrate_folder=include/constable/migrate
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

complaints=0
report() {
  local heading=$1 lines
  lines=$(cat)
  if [ -n "$lines" ]; then
    printf '%s:\n%s\n' "$heading" "$lines"
    complaints=1
  fi
}

# words FOLDER: names that its headers put into namespace constable: types, constants and variables.
words() {
  awk '
    FNR == 1 { private = 0 }
    /^namespace (constable::)?(declare|migrating) \{/ { private = 1 }
    /^\} \/\/ namespace (constable::)?(declare|migrating)/ { private = 0 }
    private || /^ / { next }
    /^template <> struct/ { next }
    {
      line = $0
      sub(/^template <[^>]*> /, "", line)
      if (match(line, /^struct [a-z_0-9]+/)) print substr(line, 8, RLENGTH - 7)
      else if (match(line, /^using [a-z_0-9]+ = /)) print substr(line, 7, RLENGTH - 9)
      else if (match(line, /^inline constexpr .*[ >][a-z_0-9]+( = .*|\{\});?$/)) {
        sub(/( = .*|\{\});?$/, "", line)
        n = split(line, parts, " ")
        print parts[n]
      }
    }' "$1"/*.hpp | sort -u
}
for folder in "$declare_folder" "$migrate_folder"; do
  words "$folder" > "$scratch/words_here"
  cat "$scratch/words_here" >> "$scratch/words"
  while IFS= read -r word; do
    grep -qE "\`([^\`]*[^a-z_0-9])?$word([^a-z_0-9][^\`]*)?\`" "$folder/REFERENCE.md" || printf '%s\n' "$word"
  done < "$scratch/words_here" | report "words that $folder/REFERENCE.md does not have"
  [ "$(wc -l < "$scratch/words_here")" -ge 80 ] || report "$folder" <<<"fewer than 80 words were found: that is no success"
done

# Adjacent literals are joined first.
find include -name '*.hpp' -exec cat {} + | tr '\n' ' ' | sed -E 's/([^\\])" +"/\1/g; s/\\"/\x01/g' |
  grep -oE 'static_assert\([^;]{0,300}"constable: [^"]*"' | sed 's/.*"constable: /constable: /; s/"$//' | tr '\001' '"' | sort -u > "$scratch/stated"
cat "$declare_folder/RULES.md" "$migrate_folder/RULES.md" | sed -n 's/^> \(constable: .*\)/\1/p' | sort > "$scratch/explained"
report "errors that RULES.md does not have" < <(comm -23 "$scratch/stated" <(uniq "$scratch/explained"))
report "errors of RULES.md that no header states" < <(comm -13 "$scratch/stated" <(uniq "$scratch/explained"))
report "errors that RULES.md has twice" < <(uniq -d "$scratch/explained")
[ -s "$scratch/stated" ] || report "include/" <<<"no error was found: that is no success"
# Each heading is the sentence that stands in the compiler's message.
for folder in "$declare_folder" "$migrate_folder"; do
  sed -n 's/^### `\(.*\)`$/\1/p' "$folder/RULES.md" | while IFS= read -r sentence; do
    grep -rqE "bool $sentence\b" "$folder" --include='*.hpp' || printf '%s\n' "$sentence"
  done | report "headings of $folder/RULES.md that no header has"
done
# Each rule of unsafe steps has a row.
sed -n '/words_of_rules{/,/};/p' "$migrate_folder/step.hpp" | grep -oE '"[a-z_]+"' | tr -d '"' | grep -v '^none$' | while IFS= read -r rule; do
  grep -qF "| \`$rule\` |" "$migrate_folder/RULES.md" || printf '%s\n' "$rule"
done | report "rules that have no row in $migrate_folder/RULES.md"

# Settings with their defaults, and the variables of connections.
sed -nE 's/^ *setting\{"[a-z_]+", "(MIGRATION_[A-Z_]+)", .*"([^"]*)"\},?$/| `\1` | `\2` |/p' include/constable/startup/settings.hpp > "$scratch/settings"
[ "$(wc -l < "$scratch/settings")" = "$(grep -oE '"MIGRATION_[A-Z_]+"' include/constable/startup/settings.hpp | sort -u | wc -l)" ] ||
  report "settings.hpp" <<<"a setting could not be read"
while IFS= read -r row; do grep -qF "$row" README.md || printf '%s\n' "$row"; done < "$scratch/settings" |
  report "settings that README.md does not have, or with another default"
grep -oE '\{"(DB|POSTGRESQL_ADDON)_[A-Z_]+", "' include/constable/startup/choose_connection.hpp | grep -oE '_(HOST|PORT|DB|NAME|USER|PASSWORD|SSL[A-Z]+)"' |
  tr -d '"' | sort -u | while IFS= read -r name; do grep -qE "$name\b" README.md || printf '%s\n' "$name"; done |
  report "variables of connections that README.md does not have"

# Links to files of the project, and to headings of the same page.
find . -name '*.md' -not -path './build*' -not -path './.git/*' | sort | while IFS= read -r page; do
  { grep -oE '\]\([^)]*\)' "$page" || true; } | sed 's/^](//; s/)$//' | while IFS= read -r link; do
    case $link in
      https://* | http://*) ;;
      '#'*)
        sed -n 's/^##* //p' "$page" | tr '[:upper:]' '[:lower:]' | tr -d '`.,:;()<>' | tr ' ' '-' | grep -qxF "${link#\#}" ||
          printf '%s: %s\n' "$page" "$link"
        ;;
      *) [ -e "$(dirname "$page")/${link%%#*}" ] || printf '%s: %s\n' "$page" "$link" ;;
    esac
  done
done | report "links that lead nowhere"

echo "$(wc -l < "$scratch/words") words, $(wc -l < "$scratch/stated") errors"
exit $complaints
