// SPDX-License-Identifier: BSL-1.0
// Objects of the kinds that have no words of their own: their definitions are SQL text as a whole.
#pragma once

#include "constable/strings/same.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// An operator, a cast, a text search configuration, a publication, …: known by what stands behind DROP.
struct raw_object {
    std::string_view schema{};     ///< empty: the default schema, or the kind lies in none
    std::string_view kind{};       ///< as DROP calls it, in small letters: `text search configuration`
    std::string_view name{};       ///< SQL text, as DROP takes it, without the schema: `===(text,text)`, `"My search"`, `(a AS b)`
    std::string_view definition{}; ///< SQL statements, each with its semicolon, as `introspect` writes them
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<raw_object>, auto&& visit) {
    visit("schema", &raw_object::schema);
    visit("kind", &raw_object::kind);
    visit("name", &raw_object::name);
    visit("definition", &raw_object::definition);
    visit("comment", &raw_object::comment);
}

/// What is known of a kind.
struct raw_kind {
    std::string_view name;
    bool lies_in_schema; ///< otherwise in the database as a whole
    bool comes_last;     ///< behind everything else: it watches, or publishes, what is there
};

/// The kinds, each behind those that it may need.
/// https://www.postgresql.org/docs/current/sql-commands.html
inline constexpr raw_kind raw_kinds[] = {
    {"language", false, false},
    {"access method", false, false},
    {"operator", true, false},
    {"operator family", true, false},
    {"operator class", true, false},
    {"cast", false, false},
    {"transform", false, false},
    {"conversion", true, false},
    {"text search parser", true, false},
    {"text search template", true, false},
    {"text search dictionary", true, false},
    {"text search configuration", true, false},
    {"foreign data wrapper", false, false},
    {"server", false, false},
    {"foreign table", true, false},
    {"publication", false, true},
    {"event trigger", false, true},
};
inline constexpr std::size_t raw_kind_count = sizeof raw_kinds / sizeof raw_kinds[0];

/// The position of a kind among all; `raw_kind_count` where it is none.
constexpr std::size_t position_of_raw_kind(std::string_view name) {
    for (std::size_t i = 0; i != raw_kind_count; ++i)
        if (strings::same(raw_kinds[i].name, name)) return i;
    return raw_kind_count;
}
constexpr bool comes_last(const raw_object& of) {
    const std::size_t kind = position_of_raw_kind(of.kind);
    return kind != raw_kind_count && raw_kinds[kind].comes_last;
}

/// A foreign table is a relation, too: privileges on it are those of tables.
constexpr bool is_foreign_table(const raw_object& of) { return strings::same(of.kind, "foreign table"); }

/// The name alone, as texts mention the object: without arguments, method and quotes. Nothing for what has none.
constexpr std::string_view bare_name(const raw_object& of) {
    std::string_view name = of.name;
    if (strings::same(of.kind, "cast") || strings::same(of.kind, "transform")) return {};
    if (strings::same(of.kind, "operator")) return name.substr(0, name.find('('));
    if (!name.empty() && name[0] == '"') return name.substr(1, name.find('"', 1) - 1);
    return name.substr(0, name.find(' '));
}

/// Whether a text may mean the object: its name stands there. There may be a few mentions too many.
constexpr bool may_mention(std::string_view text, const raw_object& object) {
    const std::string_view name = bare_name(object);
    if (name.empty() || text.size() < name.size()) return false;
    const auto is_part = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' || (static_cast<unsigned char>(byte) & 0x80U) != 0;
    };
    const bool is_word = is_part(name.front());
    for (std::size_t at = 0; at + name.size() <= text.size(); ++at) {
        if (!strings::same(text.substr(at, name.size()), name)) continue;
        if (!is_word) return true;
        const bool is_begin = at == 0 || !is_part(text[at - 1]);
        const bool is_end = at + name.size() == text.size() || !is_part(text[at + name.size()]);
        if (is_begin && is_end) return true;
    }
    return false;
}

} // namespace constable::catalog
