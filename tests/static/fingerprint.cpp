// SPDX-License-Identifier: BSL-1.0
// The fingerprint is a constant that changes with the declaration: nothing here runs.
#include <cstdint>
#include <string_view>

#include <constable/schema.hpp>

using namespace constable;

namespace {

// Schemas of one name, so that only their tables differ.
template <class... Tables>
struct app : schema<Tables...> {
    static constexpr std::string_view name = "app";
};

struct teams : table<"teams", column<"id", bigint, primary_key<>>> {};

template <class... Parts>
struct users : table<"users", column<"id", bigint, primary_key<>>, Parts...> {};

template <class... Parts>
constexpr std::uint64_t of = fingerprint_of<app<users<Parts...>, teams>>;

constexpr std::uint64_t all[] = {
    of<>,
    of<column<"a", text>>,
    of<column<"b", text>>,
    of<column<"a", varchar<>>>,
    of<column<"a", varchar<20>>>,
    of<column<"a", array<text>>>,
    of<column<"a", sql_type<"text">>>,
    of<column<"a", text, not_null>>,
    of<column<"a", text, default_<"'x'">>>,
    of<column<"a", text, default_<"'y'">>>,
    of<column<"a", text, generated<"'x'">>>,
    of<column<"a", text, collate<"C">>>,
    of<column<"a", text, comment<"x">>>,
    of<column<"a", text>, comment<"x">>,
    of<column<"a", text>, in_schema<"x">>,
    of<column<"a", text, unique<>>>,
    of<column<"a", text, unique<deferrable>>>,
    of<column<"a", text, unique<initially_deferred>>>,
    of<column<"a", text, unique<nulls_not_distinct>>>,
    of<column<"a", text, unique<include<"id">>>>,
    of<column<"a", text, unique<named<"x">>>>,
    of<column<"a", text, check<"a > 'x'">>>,
    of<column<"a", text, check<"a > 'x'", no_inherit>>>,
    of<column<"a", text>, index_<"a">>,
    of<column<"a", text>, index_<descending<"a">>>,
    of<column<"a", text>, index_<key<"a", nulls_first>>>,
    of<column<"a", text>, index_<key<"a", collation<"C">>>>,
    of<column<"a", text>, index_<key<"a", operator_class<"text_pattern_ops">>>>,
    of<column<"a", text>, index_<"a", using_<"hash">>>,
    of<column<"a", text>, index_<"a", where_<"a > 'x'">>>,
    of<column<"a", text>, index_<"a", include<"id">>>,
    of<column<"a", text>, unique_index<"a">>,
    of<column<"a", text>, unique_index<"a", nulls_not_distinct>>,
    of<column<"a", text>, exclude<with_<"a", "=">>>,
    of<column<"a", text>, exclude<with_<"a", "<>">>>,
    of<column<"a", bigint>>,
    of<column<"a", bigint, identity<>>>,
    of<column<"a", bigint, identity<by_default>>>,
    of<column<"a", bigint, references<teams>>>,
    of<column<"a", bigint, references<teams, on_delete<cascade>>>>,
    of<column<"a", bigint, references<teams, on_update<cascade>>>>,
    of<column<"a", bigint, references<teams, on_delete<set_null>>>>,
    of<column<"a", bigint, references<teams, on_delete<set_null, "a">>>>,
    of<column<"a", bigint, references<teams, match<full>>>>,
    of<column<"a", bigint, references<teams, deferrable>>>,
    of<column<"a", bigint, references<users<>>>>,
    of<column<"a", enum_<"mood", "sad", "ok">>>,
    of<column<"a", enum_<"mood", "ok", "sad">>>,
    of<column<"a", enum_<"mood", "sad", "ok", "fine">>>,
    of<column<"a", enum_in<"x", "mood", "sad", "ok">>>,
    of<column<"a", array<enum_<"mood", "sad", "ok">>>>,
    fingerprint_of<app<users<>>>,
    fingerprint_of<app<teams>>,
    fingerprint_of<app<>>,
    fingerprint_of<schema<users<>, teams>>,
};

constexpr bool are_different() {
    for (std::size_t i = 0; i != std::size(all); ++i)
        for (std::size_t k = i + 1; k != std::size(all); ++k)
            if (all[i] == all[k]) return false;
    return true;
}
static_assert(are_different());

// What is no difference to the database.
static_assert(fingerprint_of<app<users<>, teams>> == fingerprint_of<app<teams, users<>>>, "the order of tables");
static_assert(of<column<"a", text>> == of<column<"a", text, nullable>>, "a word that says what is so anyway");
static_assert(of<column<"a", text, not_null, unique<>>> == of<column<"a", text, unique<>, not_null>>, "the order of words");
static_assert(of<column<"a", text, unique<>>> == of<column<"a", text>, unique<"a">>, "where a constraint is written");
static_assert(of<column<"a", bigint, references<teams>>> == of<column<"a", bigint, references<teams, "id">>>, "the primary key by its name");
static_assert(of<column<"a", bigint, references<teams>>> == of<column<"a", bigint, references<teams, on_delete<no_action>>>>, "a default");
static_assert(of<column<"a", text, unique<>>> == of<column<"a", text, unique<named<"users_a_key">>>>, "the default name");

} // namespace
