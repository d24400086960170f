// SPDX-License-Identifier: BSL-1.0
// Everything that an introspection returns, read row by row: structs of the catalog that are not yet put together.
#pragma once

#include "definition_parts.hpp"
#include "live_rows.hpp"
#include "record_reader.hpp"
#include "session.hpp"

#include "constable/catalog/model.hpp"

#include <cstddef>
#include <cstdint>
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

/// The expressions among the keys of an index; its definition, where only that tells their collations.
struct key_expressions {
    std::string_view list;
    std::string_view definition;
};

/// What an introspection has read. Parts know their owners by oid.
class live_parts {
public:
    explicit live_parts(rows answer) : reader(std::move(answer)) {
        for (std::size_t row = 0; row != reader.size(); ++row) read_facts(row);
        const live_rows from{reader, default_schema};
        read_objects(from);
        read_relations(from);
        read_parts(from);
        read_cut_parts(from);
    }

    record_reader reader;
    live_stamp stamp;
    std::string_view database;
    std::string_view user;
    std::string_view default_schema;
    std::string_view temporary_schema; ///< whose objects stand for those of the default schema
    int server_version = 0;
    bool is_standby = false;
    bool may_create = false;

    owned_records<catalog::database_schema> schemas;
    owned_records<catalog::extension> extensions;
    owned_records<catalog::collation> collations;
    owned_records<catalog::enumeration> enumerations;
    owned_records<catalog::domain> domains;
    owned_records<catalog::composite_type> composite_types;
    owned_records<catalog::attribute> attributes;
    owned_records<catalog::range_type> range_types;
    owned_records<catalog::sequence> sequences;
    owned_records<catalog::routine> routines;
    owned_records<catalog::raw_object> raw_objects;
    owned_records<catalog::grant> grants;
    owned_records<catalog::default_privilege> default_privileges;
    owned_records<catalog::unmodelled> unmodelled_objects;
    owned_records<live_relation> relations;
    owned_records<catalog::table> tables;
    owned_records<catalog::view> views;
    owned_records<catalog::column> columns;
    owned_records<catalog::view_column> view_columns;
    owned_records<catalog::constraint> constraints; ///< of tables and domains; their ids are those of their indexes
    owned_records<catalog::index> indexes;
    owned_records<catalog::key> keys;          ///< of indexes, and of the indexes of exclusion constraints
    owned_records<key_expressions> expressions; ///< likewise
    owned_records<catalog::trigger> triggers;
    owned_records<catalog::rule> rules;
    owned_records<catalog::policy> policies;
    owned_records<catalog::statistics> statistics;

    /// A schema's name as the catalog writes it: an unqualified declaration means the default schema.
    [[nodiscard]] std::string_view own(std::string_view schema) const {
        return schema == default_schema || schema == temporary_schema ? std::string_view{} : schema;
    }
    /// A text behind those of the struct.
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t at) const { return reader.text(row, row_part::fields + at); }

    /// Reads the fields of a struct.
    template <class Record>
    Record read(std::size_t row, std::size_t first_field = 0) {
        Record record = reader.read<Record>(row, row_part::fields + first_field);
        if constexpr (requires { record.schema; }) record.schema = own(record.schema);
        return record;
    }

private:
    template <class Record>
    void read_all(const live_rows& from, std::string_view kind, owned_records<Record>& to) {
        const auto [first, last] = from.range_of(kind);
        to.make_room(reader.memory(), last - first);
        for (std::size_t at = first; at != last; ++at) {
            const record_origin origin = from.origin_of(at);
            to.add(origin, read<Record>(origin.row));
        }
    }

    void read_facts(std::size_t row) {
        const std::string_view kind = reader.text(row, row_part::kind);
        if (kind == "stamp") stamp = {text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4)};
        if (kind != "facts") return;
        default_schema = text(row, 0);
        user = text(row, 1);
        server_version = static_cast<int>(record_reader::to_number(text(row, 2)));
        is_standby = text(row, 3) == "true";
        database = text(row, 4);
        may_create = text(row, 5) == "true";
        temporary_schema = text(row, 6);
    }

    void read_objects(const live_rows& from) {
        read_all(from, "schema", schemas);
        read_all(from, "extension", extensions);
        read_all(from, "collation", collations);
        read_all(from, "enumeration", enumerations);
        read_all(from, "domain", domains);
        read_all(from, "composite type", composite_types);
        read_all(from, "range type", range_types);
        read_all(from, "sequence", sequences);
        read_all(from, "routine", routines);
        read_all(from, "raw object", raw_objects);
        read_all(from, "grant", grants);
        read_all(from, "default privilege", default_privileges);
        read_all(from, "unmodelled", unmodelled_objects);
    }

    void read_relations(const live_rows& from) {
        const auto [first, last] = from.range_of("relation");
        relations.make_room(reader.memory(), last - first);
        for (std::size_t at = first; at != last; ++at) {
            const record_origin origin = from.origin_of(at);
            const std::string_view kind = text(origin.row, 2);
            relations.add(origin, {own(text(origin.row, 0)), text(origin.row, 1), kind.empty() ? '?' : kind[0]});
        }
        read_all(from, "table", tables);
        for (std::size_t i = 0; i != tables.size(); ++i) {
            tables[i].parent_schema = own(tables[i].parent_schema);
            const std::span<catalog::qualified_name> parents = reader.memory().copy(tables[i].inherits.data(), tables[i].inherits.size());
            for (catalog::qualified_name& each : parents) each.schema = own(each.schema);
            tables[i].inherits = parents;
        }
        read_all(from, "view", views);
        for (std::size_t i = 0; i != views.size(); ++i) views[i].query = query_of_view(views[i].query);
    }

    void read_parts(const live_rows& from) {
        read_all(from, "attribute", attributes);
        read_all(from, "column", columns);
        read_all(from, "view column", view_columns);
        read_all(from, "constraint", constraints);
        for (std::size_t i = 0; i != constraints.size(); ++i) constraints[i].referenced_schema = own(constraints[i].referenced_schema);
        read_all(from, "index", indexes);
        read_all(from, "key", keys);
        const auto [first, last] = from.range_of("expressions");
        expressions.make_room(reader.memory(), last - first);
        for (std::size_t at = first; at != last; ++at) {
            const record_origin origin = from.origin_of(at);
            expressions.add(origin, {text(origin.row, 0), text(origin.row, 1)});
        }
        read_all(from, "policy", policies);
    }

    // What the server tells only inside of something larger.
    void read_cut_parts(const live_rows& from) {
        read_all(from, "trigger", triggers);
        for (std::size_t i = 0; i != triggers.size(); ++i) {
            triggers[i].when_expression = trigger_condition(triggers[i].when_expression);
            triggers[i].arguments = arguments_of_trigger(text(triggers.origin_of(i).row, 10));
        }
        read_all(from, "rule", rules);
        for (std::size_t i = 0; i != rules.size(); ++i) {
            const rule_parts parts = parts_of_rule(rules[i].action);
            rules[i].condition = parts.condition;
            rules[i].action = parts.action;
        }
        read_all(from, "statistics", statistics);
        for (std::size_t i = 0; i != statistics.size(); ++i) {
            std::vector<std::string_view> parts = split_list(text(statistics.origin_of(i).row, 3));
            for (std::string_view& each : parts)
                if (is_call(each)) each = reader.keep(std::string{"("}.append(each).append(")"));
            statistics[i].expressions = reader.keep_list(parts);
        }
    }

    // hexadecimal digits of texts that each end with a zero
    catalog::names arguments_of_trigger(std::string_view digits) {
        const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
        std::vector<std::string_view> arguments;
        std::string argument;
        for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
            const char byte = static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
            if (byte != '\0') argument.push_back(byte);
            else arguments.push_back(reader.keep(std::exchange(argument, {})));
        }
        return reader.keep_list(arguments);
    }
};

} // namespace constable::database
