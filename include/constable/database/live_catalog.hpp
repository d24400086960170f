// SPDX-License-Identifier: BSL-1.0
// A catalog that was read from a live database, with the memory that its views point into.
#pragma once

#include "constable/catalog/model.hpp"
#include "constable/strings/identifier.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::database {

/// Anything with a name that a table of that name would collide with.
struct live_relation {
    std::string_view schema;
    std::string_view name;
    char kind; ///< pg_class.relkind

    /// "view", "sequence", …
    [[nodiscard]] std::string_view kind_name() const {
        switch (kind) {
        case 'v': return "view";
        case 'm': return "materialized view";
        case 'f': return "foreign table";
        case 'S': return "sequence";
        case 'c': return "composite type";
        default: return "table";
        }
    }
    [[nodiscard]] bool is_table() const { return kind == 'r' || kind == 'p'; }
};

/// What the stamp of a verified catalog is stored as; SQL literals of type oid[] and text.
struct live_stamp {
    std::string tables;
    std::string relations;
    std::string types;
    std::string namespaces;
    std::string stamp;
};

namespace detail {

/// The elements of an array of texts as `array_out` writes it.
inline std::vector<std::string> read_array(std::string_view text) {
    std::vector<std::string> elements;
    if (text.size() < 2 || text == "{}") return elements;
    text = text.substr(1, text.size() - 2);
    std::string element;
    bool in_quotes = false;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] == '\\' && i + 1 != text.size()) element.push_back(text[++i]);
        else if (text[i] == '"') in_quotes = !in_quotes;
        else if (text[i] == ',' && !in_quotes) elements.push_back(std::exchange(element, {}));
        else element.push_back(text[i]);
    }
    elements.push_back(std::move(element));
    return elements;
}

} // namespace detail

/// A catalog read from a database. Names of the default schema are left unqualified, as a declaration leaves them.
class live_catalog {
public:
    /// Reads what `introspection_statement` returned: any object with `size()` and `at(row, column)`.
    template <class Rows>
    explicit live_catalog(const Rows& rows) {
        // the facts come first, since they tell the default schema
        for (std::size_t row = 0; row != rows.size(); ++row) read_facts(rows, row);
        for (std::size_t row = 0; row != rows.size(); ++row) read_object(rows, row);
        gather();
    }
    live_catalog(const live_catalog&) = delete;
    live_catalog& operator=(const live_catalog&) = delete;
    live_catalog(live_catalog&&) = default;
    live_catalog& operator=(live_catalog&&) = default;

    /// The catalog; it points into this object.
    [[nodiscard]] catalog::catalog view() const { return {database_, enumerations_, tables_}; }
    [[nodiscard]] const std::vector<live_relation>& relations() const { return relations_; }
    [[nodiscard]] const live_stamp& stamp() const { return stamp_; }

    [[nodiscard]] std::string_view database() const { return database_; }
    [[nodiscard]] std::string_view user() const { return user_; }
    /// The first schema of the search path that exists; empty when there is none.
    [[nodiscard]] std::string_view default_schema() const { return default_schema_; }
    [[nodiscard]] bool may_create() const { return may_create_; }
    [[nodiscard]] bool is_standby() const { return is_standby_; }
    [[nodiscard]] int server_version() const { return server_version_; }

    /// The table, view or whatever else has that name, or nothing.
    [[nodiscard]] const live_relation* find_relation(std::string_view schema, std::string_view name) const {
        const auto found = std::ranges::find_if(relations_, [&](const live_relation& each) { return each.schema == schema && each.name == name; });
        return found == relations_.end() ? nullptr : &*found;
    }

private:
    struct contents {
        std::string_view comment;
        std::vector<catalog::column> columns;
        std::vector<catalog::constraint> constraints;
        std::vector<catalog::index> indexes;
    };

    std::string_view keep(std::string_view text) { return text.empty() ? std::string_view{} : std::string_view{texts_.emplace_back(text)}; }
    catalog::names keep_names(std::string_view array) {
        std::vector<std::string_view> names;
        for (const std::string& each : detail::read_array(array)) names.push_back(keep(each));
        return lists_.emplace_back(std::move(names));
    }
    // an unqualified declaration means the default schema
    std::string_view keep_schema(std::string_view name) { return name == default_schema_ ? std::string_view{} : keep(name); }

    template <class Rows>
    void read_facts(const Rows& rows, std::size_t row) {
        const auto text = [&](std::size_t at) { return rows.at(row, 4 + at); };
        if (rows.at(row, 0) == "stamp")
            stamp_ = {std::string{text(0)}, std::string{text(1)}, std::string{text(2)}, std::string{text(3)}, std::string{text(4)}};
        if (rows.at(row, 0) != "facts") return;
        default_schema_ = keep(rows.at(row, 1));
        user_ = keep(rows.at(row, 2));
        std::from_chars(text(0).data(), text(0).data() + text(0).size(), server_version_);
        is_standby_ = text(1) == "true";
        database_ = keep(text(2));
        may_create_ = text(3) == "true";
    }

    template <class Rows>
    void read_object(const Rows& rows, std::size_t row) {
        const auto text = [&](std::size_t at) { return rows.at(row, 4 + at); };
        const std::string_view kind = rows.at(row, 0);
        if (kind == "facts" || kind == "stamp") return;
        const std::string_view schema = keep_schema(rows.at(row, 1));
        const std::string_view name = rows.at(row, 2);
        if (kind == "enumeration") {
            enumerations_.push_back({schema, keep(name), keep_names(text(0))});
        } else if (kind == "relation") {
            const live_relation& added = relations_.emplace_back(live_relation{schema, keep(name), text(0)[0]});
            if (added.is_table()) contents_[{std::string{schema}, std::string{name}}].comment = keep(text(1));
        } else {
            contents& table = contents_[{std::string{schema}, std::string{name}}];
            if (kind == "column") table.columns.push_back(read_column(text));
            if (kind == "constraint") table.constraints.push_back(read_constraint(text));
            if (kind == "index") table.indexes.push_back(read_index(text));
        }
    }

    template <class Text>
    catalog::column read_column(const Text& text) {
        catalog::column column;
        column.name = keep(text(0));
        column.type = keep(text(1));
        column.not_null = text(2) == "true";
        (text(5).empty() ? column.default_expression : column.generated_expression) = keep(text(3));
        if (text(4) == "a") column.identity = catalog::identity_kind::always;
        if (text(4) == "d") column.identity = catalog::identity_kind::by_default;
        column.collation = keep(text(6));
        column.comment = keep(text(7));
        return column;
    }

    static catalog::referential_action action_of(char code) {
        switch (code) {
        case 'r': return catalog::referential_action::restrict;
        case 'c': return catalog::referential_action::cascade;
        case 'n': return catalog::referential_action::set_null;
        case 'd': return catalog::referential_action::set_default;
        default: return catalog::referential_action::no_action;
        }
    }
    static bool has(std::string_view flags, char flag) { return flags.find(flag) != std::string_view::npos; }

    template <class Text>
    catalog::constraint read_constraint(const Text& text) {
        using catalog::constraint_kind;
        catalog::constraint read;
        read.name = keep(text(0));
        switch (text(1)[0]) {
        case 'p': read.kind = constraint_kind::primary_key; break;
        case 'u': read.kind = constraint_kind::unique; break;
        case 'f': read.kind = constraint_kind::foreign_key; break;
        case 'x': read.kind = constraint_kind::exclude; break;
        default: read.kind = constraint_kind::check; break;
        }
        read.columns = keep_names(text(2));
        read.expression = keep(text(3));
        if (read.kind == constraint_kind::foreign_key) {
            read.referenced_schema = keep_schema(text(4));
            read.referenced_table = keep(text(5));
            read.referenced_columns = keep_names(text(6));
            read.on_update = action_of(text(7)[0]);
            read.on_delete = action_of(text(7)[1]);
            read.match = text(7)[2] == 'f' ? catalog::match_type::full : catalog::match_type::simple;
            read.on_delete_columns = keep_names(text(8));
        }
        read.deferrable = has(text(9), 'd');
        read.initially_deferred = has(text(9), 'i');
        read.no_inherit = read.kind == constraint_kind::check && has(text(9), 'n');
        read.nulls_not_distinct = has(text(9), 'u');
        read.comment = keep(text(10));
        read.include = keep_names(text(11));
        return read;
    }

    template <class Text>
    catalog::index read_index(const Text& text) {
        catalog::index read;
        read.name = keep(text(0));
        read.method = text(1) == "btree" ? std::string_view{} : keep(text(1));
        read.keys = read_keys(text);
        read.include = keep_names(text(7));
        read.predicate = keep(text(8));
        read.unique = has(text(9), 'u');
        read.nulls_not_distinct = has(text(9), 'd');
        read.comment = keep(text(10));
        return read;
    }

    template <class Text>
    std::span<const catalog::key> read_keys(const Text& text) {
        const auto definitions = detail::read_array(text(2));
        const auto are_expressions = detail::read_array(text(3));
        const auto options = detail::read_array(text(4));
        const auto classes = detail::read_array(text(5));
        const auto collations = detail::read_array(text(6));
        std::vector<catalog::key> keys(definitions.size());
        for (std::size_t i = 0; i != keys.size(); ++i) {
            catalog::key& key = keys[i];
            if (are_expressions[i] == "true") key.expression = keep(definitions[i]);
            else key.column = keep(unquoted(definitions[i]));
            key.descending = options[i] == "1" || options[i] == "3";
            const bool nulls_first = options[i] == "2" || options[i] == "3";
            if (nulls_first != key.descending) key.nulls = nulls_first ? catalog::nulls_order::first : catalog::nulls_order::last;
            key.operator_class = keep(classes[i]);
            key.collation = keep(collations[i]);
        }
        return keys_.emplace_back(std::move(keys));
    }

    static std::string unquoted(std::string_view identifier) {
        if (!identifier.starts_with('"')) return std::string{identifier};
        std::string name;
        for (std::size_t i = 1; i + 1 < identifier.size(); ++i) {
            name.push_back(identifier[i]);
            if (identifier[i] == '"') ++i;
        }
        return name;
    }

    void gather() {
        for (const auto& [name, of] : contents_) {
            if (find_relation(name.first, name.second) == nullptr) continue;
            tables_.push_back({texts_.emplace_back(name.first), texts_.emplace_back(name.second), of.columns, of.constraints,
                               of.indexes, of.comment});
        }
    }

    std::deque<std::string> texts_;
    std::deque<std::vector<std::string_view>> lists_;
    std::deque<std::vector<catalog::key>> keys_;
    std::map<std::pair<std::string, std::string>, contents> contents_;
    std::vector<live_relation> relations_;
    std::vector<catalog::enumeration> enumerations_;
    std::vector<catalog::table> tables_;
    live_stamp stamp_;
    std::string_view database_;
    std::string_view user_;
    std::string_view default_schema_;
    int server_version_ = 0;
    bool is_standby_ = false;
    bool may_create_ = false;
};

} // namespace constable::database
