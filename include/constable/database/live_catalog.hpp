// SPDX-License-Identifier: BSL-1.0
// A catalog that was read from a live database, with the memory that its views point into.
#pragma once

#include "constable/catalog/model.hpp"
#include "constable/database/session.hpp"

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::database {

/// Anything with a name that a table of that name would collide with.
struct live_relation {
    std::string_view schema; ///< empty: the default schema
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

/// What the stamp of a verified catalog is stored as: text of type oid[], and the stamp.
struct live_stamp {
    std::string_view tables;
    std::string_view relations;
    std::string_view types;
    std::string_view namespaces;
    std::string_view stamp;
};

/// A catalog read from a database. Names of the default schema are left unqualified, as a declaration leaves them.
/// Its texts are those of the server's answer, which it keeps. Headers of C++ that compile slowly are not used here.
class live_catalog {
public:
    /// Reads what `introspection_statement` returned.
    explicit live_catalog(rows answer) : rows_(std::move(answer)) {
        for (std::size_t row = 0; row != rows_.size(); ++row) read_facts(row); // they tell the default schema
        for (std::size_t row = 0; row != rows_.size(); ++row) read_object(row);
        for (const contents& each : contents_)
            tables_.push_back({each.schema, each.name, each.columns, each.constraints, each.indexes, each.comment});
    }
    live_catalog(const live_catalog&) = delete;
    live_catalog& operator=(const live_catalog&) = delete;
    live_catalog(live_catalog&&) = default;
    live_catalog& operator=(live_catalog&&) = default;

    /// The catalog; it points into this object.
    [[nodiscard]] catalog::catalog view() const { return {database_, enumerations_, tables_, default_schema_}; }
    [[nodiscard]] const std::vector<live_relation>& relations() const { return relations_; }
    [[nodiscard]] const live_stamp& stamp() const { return stamp_; }

    [[nodiscard]] std::string_view database() const { return database_; }
    [[nodiscard]] std::string_view user() const { return user_; }
    /// The first schema of the search path that exists; empty when there is none.
    [[nodiscard]] std::string_view default_schema() const { return default_schema_; }
    /// Whether the role may create objects in the default schema.
    [[nodiscard]] bool may_create() const { return may_create_; }
    [[nodiscard]] bool is_standby() const { return is_standby_; }
    /// As `server_version_num`: 150004 for 15.4.
    [[nodiscard]] int server_version() const { return server_version_; }

    /// The table, view or whatever else has that name, or nothing.
    [[nodiscard]] const live_relation* find_relation(std::string_view schema, std::string_view name) const {
        for (const live_relation& each : relations_)
            if (each.name == name && each.schema == schema_of(schema)) return &each;
        return nullptr;
    }

private:
    struct contents {
        std::string_view schema;
        std::string_view name;
        std::string_view comment{};
        std::vector<catalog::column> columns{};
        std::vector<catalog::constraint> constraints{};
        std::vector<catalog::index> indexes{};
    };

    [[nodiscard]] std::string_view text(std::size_t row, std::size_t at) const { return rows_.at(row, 4 + at); }

    // an unqualified declaration means the default schema
    [[nodiscard]] std::string_view schema_of(std::string_view name) const { return name == default_schema_ ? std::string_view{} : name; }

    // The elements of an array of texts, as `array_out` writes it. Only those with escapes need memory of their own.
    std::vector<std::string_view> elements_of(std::string_view array) {
        std::vector<std::string_view> elements;
        std::size_t at = 1;
        while (at + 1 < array.size()) {
            const bool is_quoted = array[at] == '"';
            const std::size_t begin = is_quoted ? at + 1 : at;
            std::size_t end = begin;
            bool has_escapes = false;
            while (is_quoted ? array[end] != '"' : (array[end] != ',' && end + 1 != array.size())) {
                has_escapes = has_escapes || array[end] == '\\';
                end += is_quoted && array[end] == '\\' ? 2 : 1;
            }
            const std::string_view element = array.substr(begin, end - begin);
            elements.push_back(has_escapes ? unescaped(element) : element);
            at = end + (is_quoted ? 2 : 1);
        }
        return elements;
    }
    std::string_view unescaped(std::string_view element) {
        std::string text;
        for (std::size_t i = 0; i != element.size(); ++i) text.push_back(element[i] == '\\' ? element[++i] : element[i]);
        return keep(std::move(text));
    }
    std::string_view keep(std::string text) {
        texts_.push_back(std::make_unique<std::string>(std::move(text)));
        return *texts_.back();
    }
    catalog::names names_in(std::string_view array) {
        lists_.push_back(elements_of(array));
        return lists_.back();
    }

    void read_facts(std::size_t row) {
        const std::string_view kind = rows_.at(row, 0);
        if (kind == "stamp") stamp_ = {text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4)};
        if (kind != "facts") return;
        default_schema_ = rows_.at(row, 1);
        user_ = rows_.at(row, 2);
        server_version_ = std::atoi(std::string{text(row, 0)}.c_str());
        is_standby_ = text(row, 1) == "true";
        database_ = text(row, 2);
        may_create_ = text(row, 3) == "true";
    }

    // Rows of one relation stand together, the relation first.
    void read_object(std::size_t row) {
        const std::string_view kind = rows_.at(row, 0);
        const std::string_view schema = schema_of(rows_.at(row, 1));
        const std::string_view name = rows_.at(row, 2);
        if (kind == "enumeration") {
            enumerations_.push_back({schema, name, names_in(text(row, 0))});
        } else if (kind == "relation") {
            relations_.push_back({schema, name, text(row, 0)[0]});
            if (relations_.back().is_table()) contents_.push_back({schema, name, text(row, 1)});
        } else if (kind == "column") {
            contents_.back().columns.push_back(read_column(row));
        } else if (kind == "constraint") {
            contents_.back().constraints.push_back(read_constraint(row));
        } else if (kind == "index") {
            contents_.back().indexes.push_back(read_index(row));
        }
    }

    [[nodiscard]] catalog::column read_column(std::size_t row) const {
        catalog::column column;
        column.name = text(row, 0);
        column.type = text(row, 1);
        column.not_null = text(row, 2) == "true";
        (text(row, 5).empty() ? column.default_expression : column.generated_expression) = text(row, 3);
        if (text(row, 4) == "a") column.identity = catalog::identity_kind::always;
        if (text(row, 4) == "d") column.identity = catalog::identity_kind::by_default;
        column.collation = text(row, 6);
        column.comment = text(row, 7);
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
    static catalog::constraint_kind kind_of(char code) {
        switch (code) {
        case 'p': return catalog::constraint_kind::primary_key;
        case 'u': return catalog::constraint_kind::unique;
        case 'f': return catalog::constraint_kind::foreign_key;
        case 'x': return catalog::constraint_kind::exclude;
        default: return catalog::constraint_kind::check;
        }
    }
    [[nodiscard]] bool has(std::size_t row, std::size_t at, char flag) const { return text(row, at).find(flag) != std::string_view::npos; }

    catalog::constraint read_constraint(std::size_t row) {
        catalog::constraint read;
        read.name = text(row, 0);
        read.kind = kind_of(text(row, 1)[0]);
        if (read.kind != catalog::constraint_kind::check && read.kind != catalog::constraint_kind::exclude) read.columns = names_in(text(row, 2));
        read.expression = text(row, 3);
        if (read.kind == catalog::constraint_kind::foreign_key) {
            read.referenced_schema = schema_of(text(row, 4));
            read.referenced_table = text(row, 5);
            read.referenced_columns = names_in(text(row, 6));
            read.on_update = action_of(text(row, 7)[0]);
            read.on_delete = action_of(text(row, 7)[1]);
            read.match = text(row, 7)[2] == 'f' ? catalog::match_type::full : catalog::match_type::simple;
            read.on_delete_columns = names_in(text(row, 8));
        }
        read.deferrable = has(row, 9, 'd');
        read.initially_deferred = has(row, 9, 'i');
        read.no_inherit = read.kind == catalog::constraint_kind::check && has(row, 9, 'n');
        read.nulls_not_distinct = has(row, 9, 'u');
        read.comment = text(row, 10);
        read.include = names_in(text(row, 11));
        return read;
    }

    catalog::index read_index(std::size_t row) {
        catalog::index read;
        read.name = text(row, 0);
        if (text(row, 1) != "btree") read.method = text(row, 1);
        keys_.push_back(read_keys(row));
        read.keys = keys_.back();
        read.include = names_in(text(row, 7));
        read.predicate = text(row, 8);
        read.unique = has(row, 9, 'u');
        read.nulls_not_distinct = has(row, 9, 'd');
        read.comment = text(row, 10);
        return read;
    }

    std::vector<catalog::key> read_keys(std::size_t row) {
        const auto columns = elements_of(text(row, 2));
        const auto expressions = elements_of(text(row, 3));
        const auto options = elements_of(text(row, 4));
        const auto classes = elements_of(text(row, 5));
        const auto collations = elements_of(text(row, 6));
        std::vector<catalog::key> keys(columns.size());
        for (std::size_t i = 0; i != keys.size(); ++i) {
            catalog::key& key = keys[i];
            key.column = columns[i];
            key.expression = expressions[i];
            key.descending = options[i] == "1" || options[i] == "3";
            const bool nulls_first = options[i] == "2" || options[i] == "3";
            if (nulls_first != key.descending) key.nulls = nulls_first ? catalog::nulls_order::first : catalog::nulls_order::last;
            key.operator_class = classes[i];
            key.collation = collations[i];
        }
        return keys;
    }

    rows rows_;
    std::vector<std::unique_ptr<std::string>> texts_;
    std::vector<std::vector<std::string_view>> lists_;
    std::vector<std::vector<catalog::key>> keys_;
    std::vector<contents> contents_;
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
