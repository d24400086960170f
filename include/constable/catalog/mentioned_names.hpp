// SPDX-License-Identifier: BSL-1.0
// Which relations, types, routines and collations an SQL text mentions, seen from where each name stands in it.
#pragma once

#include "constable/strings/identifier.hpp"
#include "constable/strings/tokens.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace constable::catalog {

/// What a name can mean where it stands. Relations and types share one space of names.
enum class name_space : unsigned char { relation, routine, collation };

namespace detail {

// A name as the server understands it: folded to lower case, or without its quotes.
struct folded_name {
    constexpr void set(const strings::token& name) {
        size = 0;
        name.add_name(*this);
    }
    constexpr void add(char byte) {
        if (size != bytes.size()) bytes[size++] = byte;
    }
    constexpr void add(std::string_view text) {
        for (const char byte : text) add(byte);
    }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }

    std::array<char, strings::max_identifier_size> bytes{};
    std::size_t size = 0;
};

// Up to two words with a point between them, the last two of longer ones.
struct dotted_name {
    strings::token schema{};
    strings::token name{};
};

// Cuts a text into dotted names and all other tokens, one token ahead.
class mentioned_dotted_reader {
public:
    constexpr explicit mentioned_dotted_reader(std::string_view text) : tokens_(text), ahead_(tokens_.next()) {}

    [[nodiscard]] constexpr const strings::token& ahead() const { return ahead_; }
    constexpr strings::token take() {
        const strings::token taken = ahead_;
        ahead_ = tokens_.next();
        return taken;
    }
    // The name that begins with a word that was taken.
    constexpr dotted_name name(const strings::token& first) {
        dotted_name read{{}, first};
        while (ahead_.is(".")) {
            take();
            if (!ahead_.is_word()) {
                read = {}; // `t.*`
                break;
            }
            read = {read.name, take()};
        }
        return read;
    }

private:
    strings::tokenizer tokens_;
    strings::token ahead_;
};

template <class Found>
constexpr void tell(const Found& found, name_space space, const dotted_name& name) {
    if (name.name.type == strings::token::kind::end) return;
    folded_name schema;
    folded_name last;
    schema.set(name.schema);
    last.set(name.name);
    found(space, schema.view(), last.view());
}

// Names of pg_catalog's types hide all others: those stand with their schema.
inline constexpr std::string_view built_in_type_words[] = {
    "bigint",  "bit",     "bool",      "boolean", "box",     "bpchar",   "bytea",     "char",        "character", "cidr",    "circle",  "date",
    "decimal", "double",  "float4",    "float8",  "inet",    "int2",     "int4",      "int8",        "integer",   "interval", "json",   "jsonb",
    "line",    "lseg",    "macaddr",   "money",   "name",    "numeric",  "oid",       "path",        "point",     "polygon", "real",    "record",
    "regclass", "smallint", "text",    "time",    "timestamp", "timestamptz", "timetz", "trigger",    "tsquery",   "tsvector", "uuid",   "varbit",
    "varchar", "void",    "xml"};
constexpr bool is_built_in_type(const dotted_name& name) {
    if (name.schema.type != strings::token::kind::end) return false;
    for (const std::string_view each : built_in_type_words)
        if (name.name.names(each)) return true;
    return false;
}
template <class Found>
constexpr void tell_type(const Found& found, const dotted_name& name) {
    if (!is_built_in_type(name)) tell(found, name_space::relation, name);
}

// A key word that ends the list after FROM, or begins an expression.
constexpr bool begins_expressions(const strings::token& word) {
    constexpr std::string_view words[] = {"select", "where", "group",  "order",  "having",    "limit", "offset", "window", "union", "intersect",
                                          "except", "set",   "values", "returning", "fetch", "on",    "do",     "return", "when"};
    for (const std::string_view each : words)
        if (word.names(each)) return true;
    return false;
}
// A key word behind which a relation stands.
constexpr bool begins_relations(const strings::token& word) {
    return word.names("from") || word.names("join") || word.names("into") || word.names("update") || word.names("using");
}
// Key words that may stand between those and the relation.
constexpr bool precedes_relation(const strings::token& word) { return word.names("only") || word.names("lateral"); }

// `nextval('…')`: the text is a name
constexpr bool takes_a_name(const strings::token& word) {
    return word.names("nextval") || word.names("currval") || word.names("setval");
}
// `'…'::regclass`
constexpr bool is_name_type(const strings::token& word) {
    return word.names("regclass") || word.names("regtype") || word.names("regproc") || word.names("regprocedure");
}

// Reads an expression, a query or the statements of a body.
template <class Found>
class all_mentions_reader {
public:
    constexpr all_mentions_reader(std::string_view text, const Found& found) : reader_(text), found_(found) {}

    constexpr void read() {
        using kind = strings::token::kind;
        for (strings::token at = reader_.take(); at.type != kind::end; at = reader_.take()) {
            if (at.type == kind::string) read_string(at);
            else if (at.type == kind::symbol) read_symbol(at);
            else if (at.is_word()) read_word(at);
        }
    }

private:
    // What the names within one pair of parentheses are.
    struct level {
        bool in_from = false;          // in the list after FROM
        bool expects_relation = false; // the next name is one
        bool is_cast = false;          // CAST( … )
    };
    static constexpr std::size_t depths = 64;

    constexpr level& here() { return levels_[depth_]; }

    constexpr void read_symbol(const strings::token& at) {
        if (at.is("(")) {
            const level inner{here().expects_relation, here().expects_relation, next_is_cast_};
            next_is_cast_ = false;
            here().expects_relation = false;
            if (depth_ + 1 != depths) ++depth_;
            here() = inner;
        } else if (at.is(")")) {
            if (depth_ != 0) --depth_;
            name_argument_ = false;
        } else if (at.is(",")) {
            here().expects_relation = here().in_from;
        } else if (at.is(";")) {
            here() = {};
        } else if (at.is("::")) {
            read_type();
        }
    }
    constexpr void read_type() {
        if (reader_.ahead().is_word()) tell_type(found_, reader_.name(reader_.take()));
    }
    constexpr void read_string(const strings::token& at) {
        bool is_name = name_argument_;
        name_argument_ = false;
        if (reader_.ahead().is("::")) {
            reader_.take();
            is_name = is_name || is_name_type(reader_.ahead());
            read_type();
        }
        if (!is_name) return;
        mentioned_dotted_reader inside(at.text);
        const strings::token first = inside.take();
        if (!first.is_word()) return;
        const dotted_name name = inside.name(first);
        tell(found_, name_space::relation, name);
        tell(found_, name_space::routine, name);
    }
    // Whether a word was one that only directs the reading.
    constexpr bool is_direction(const strings::token& at) {
        if (at.type != strings::token::kind::word) return false;
        if (begins_relations(at)) {
            const bool is_list = at.names("using") && reader_.ahead().is("("); // JOIN … USING (columns)
            here().in_from = !is_list && (at.names("from") || at.names("join") || at.names("using"));
            here().expects_relation = !is_list;
            is_target_ = at.names("into");
        } else if (begins_expressions(at)) {
            here().in_from = here().expects_relation = false;
        } else if (at.names("as")) {
            if (here().is_cast) read_type();
            else if (reader_.ahead().is_word() && !begins_expressions(reader_.ahead())) reader_.take(); // an alias
        } else if (at.names("collate")) {
            if (reader_.ahead().is_word()) tell(found_, name_space::collation, reader_.name(reader_.take()));
        } else if (at.names("cast")) {
            next_is_cast_ = true;
        } else {
            return precedes_relation(at);
        }
        return true;
    }
    constexpr void read_word(const strings::token& at) {
        if (is_direction(at)) return;
        const dotted_name name = reader_.name(at);
        const bool is_call = reader_.ahead().is("(") && !is_target_;
        if (is_call) {
            tell(found_, name_space::routine, name);
            tell_type(found_, name); // `mood('sad')`
            name_argument_ = takes_a_name(name.name);
        } else if (here().expects_relation) {
            tell(found_, name_space::relation, name);
        } else if (reader_.ahead().type == strings::token::kind::string) {
            tell_type(found_, name);
        }
        here().expects_relation = false;
        is_target_ = false;
    }

    mentioned_dotted_reader reader_;
    const Found& found_;
    std::array<level, depths> levels_{};
    std::size_t depth_ = 0;
    bool next_is_cast_ = false;
    bool is_target_ = false;     // INSERT INTO t (…): no call
    bool name_argument_ = false; // directly behind `nextval(`
};

} // namespace detail

/// Calls `found(name_space, schema, name)` for what an expression, a query or the statements of an SQL body mention; a
/// schema is empty where none is written. Names in other places, such as those of columns, are passed over. There may be
/// a few mentions too many: names of queries after WITH, FROM inside `extract(…)`.
template <class Found>
constexpr void each_mention(std::string_view text, const Found& found) {
    detail::all_mentions_reader<Found>(text, found).read();
}

/// The same for a text that is nothing but names: `auth.touch`.
template <class Found>
constexpr void each_name(std::string_view text, name_space space, const Found& found) {
    detail::mentioned_dotted_reader reader(text);
    for (strings::token at = reader.take(); at.type != strings::token::kind::end; at = reader.take())
        if (at.is_word()) detail::tell(found, space, reader.name(at));
}

/// The same for a type or a list of types: `mood[]`, `auth.mood, time(3) without time zone`.
template <class Found>
constexpr void each_type_name(std::string_view text, const Found& found) {
    detail::mentioned_dotted_reader reader(text);
    std::size_t depth = 0;
    bool begins = true;
    for (strings::token at = reader.take(); at.type != strings::token::kind::end; at = reader.take()) {
        if (at.is("(")) ++depth;
        else if (at.is(")") && depth != 0) --depth;
        else if (at.is(",") && depth == 0) begins = true;
        else if (at.is_word() && begins && depth == 0) {
            detail::tell_type(found, reader.name(at));
            begins = false;
        }
    }
}

namespace detail {

// Modes of arguments, and what a routine returns many of.
constexpr bool is_argument_mode(const strings::token& word) {
    if (word.type != strings::token::kind::word) return false;
    for (const std::string_view mode : {"in", "out", "inout", "variadic", "setof", "table"})
        if (word.names(mode)) return true;
    return false;
}

} // namespace detail

/// The same for a list of arguments with names, modes and defaults, or for what a routine returns: `a integer,
/// VARIADIC b mood[] DEFAULT f()`, `SETOF users`, `TABLE(a integer)`.
template <class Found>
constexpr void each_argument_mention(std::string_view text, const Found& found) {
    using strings::token;
    if (text.empty()) return;
    each_mention(text, found); // of the defaults
    detail::mentioned_dotted_reader reader(text);
    detail::dotted_name first; // the argument's name, unless it is all there is
    std::size_t count = 0;
    std::size_t depth = 0;
    bool in_default = false;
    for (token at = reader.take();; at = reader.take()) {
        const bool ends = at.type == token::kind::end;
        if (ends || (depth == 0 && at.is(","))) {
            if (count == 1) detail::tell_type(found, first);
            if (ends) return;
            count = 0;
            in_default = false;
        } else if (at.is("(") && (count != 0 || in_default)) {
            ++depth;
        } else if (at.is(")") && depth != 0) {
            --depth;
        } else if (at.is("=") || at.names("default")) {
            in_default = true;
        } else if (!in_default && at.is_word() && !(count == 0 && detail::is_argument_mode(at))) {
            const detail::dotted_name name = reader.name(at);
            if (++count == 1) first = name;
            else if (count == 2) detail::tell_type(found, name);
        }
    }
}

} // namespace constable::catalog
