// SPDX-License-Identifier: BSL-1.0
// Which column a condition is about. tests/integration/names.cpp asks the server about many more.
#include <constable/catalog/mentioned_column.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view columns[] = {"a", "b", "year", "zone", "Upper", "user", "unknown", "time"};

constexpr std::string_view mentioned(std::string_view expression) {
    return constable::catalog::mentioned_column(expression, std::size(columns), [](std::size_t i) { return columns[i]; });
}

} // namespace

TEST(mentioned_column, is_the_only_one) {
    static_assert(mentioned("a > 0") == "a");
    static_assert(mentioned("A > 0 and a < 9") == "a");
    static_assert(mentioned("\"Upper\" <> '' or t.\"Upper\" is null") == "Upper");
    static_assert(mentioned("a > b").empty() && mentioned("true").empty() && mentioned("").empty());
    static_assert(mentioned("Upper <> ''").empty(), "an unquoted name is folded");
}

TEST(mentioned_column, is_no_word_of_the_grammar) {
    static_assert(mentioned("extract(year from a) > 0") == "a");
    static_assert(mentioned("a at time zone 'utc' > now()") == "a");
    static_assert(mentioned("a is unknown") == "a");
    static_assert(mentioned("a = user") == "a");
    static_assert(mentioned("f(b => a) > 0") == "a");
    static_assert(mentioned("(a).b > 0") == "a");
    static_assert(mentioned("b(a) > 0") == "a");
    static_assert(mentioned("a::b > 0") == "a" && mentioned("cast(a as b) > 0") == "a");
    static_assert(mentioned("a > interval '1' year") == "a");
    static_assert(mentioned("'b' < a -- b") == "a");
}

RC_GTEST_PROP(mentioned_column, is_looked_for_in_every_text, (const std::vector<int>& picks)) {
    // even in nonsense the search comes to an end, and at a column
    static constexpr std::string_view pieces[] = {"case", "is", "at", "as", "(", ")", "[", "::", ".", "=", ">", "a", "b", "operator",
                                                  "extract", "collate", "interval", "'x'", "not", "\"", "$$", "distinct"};
    std::string text;
    for (const int pick : picks) text.append(pieces[static_cast<unsigned>(pick) % std::size(pieces)]).append(" ");
    const std::string_view found = mentioned(text);
    RC_ASSERT(found.empty() || found == "a" || found == "b");
}
