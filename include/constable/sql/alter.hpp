// SPDX-License-Identifier: BSL-1.0
// The statement that makes one field of an object what it should be, without dropping the object.
#pragma once

#include "alter_column.hpp"
#include "create_table_parts.hpp"
#include "create_types.hpp"
#include "create_view.hpp"
#include "drop.hpp"
#include "object_name.hpp"
#include "privileges.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/names.hpp"
#include "constable/catalog/own_sequence.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql {

namespace detail {

inline std::string alter_table(const catalog::table& of) { return joined("ALTER TABLE ", qualified_identifier(of.schema, of.name), " "); }

inline std::string trimmed_text(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
}
template <class Write>
std::string rendered(const Write& write) {
    return trimmed_text(strings::to_string(write));
}

// Whether labels have only been added: ALTER TYPE … ADD VALUE can do that.
inline bool only_adds_labels(const catalog::enumeration& expected, const catalog::enumeration& actual) {
    std::size_t at = 0;
    for (const std::string_view label : expected.labels)
        if (at != actual.labels.size() && actual.labels[at] == label) ++at;
    return at == actual.labels.size();
}
inline std::string add_labels(const catalog::enumeration& expected, const catalog::enumeration& actual) {
    std::string text;
    const auto has = [&](std::string_view label) { return std::find(actual.labels.begin(), actual.labels.end(), label) != actual.labels.end(); };
    for (std::size_t i = 0; i != expected.labels.size(); ++i) {
        if (has(expected.labels[i])) continue;
        text += joined(text.empty() ? "" : "\n", "ALTER TYPE ", qualified_identifier(expected.schema, expected.name), " ADD VALUE ", literal(expected.labels[i]));
        if (i != 0) text += joined(" AFTER ", literal(expected.labels[i - 1]));
        else if (!actual.labels.empty()) text += joined(" BEFORE ", literal(actual.labels[0]));
        text += ';';
    }
    return text;
}

inline std::string alter_table_field(const catalog::table& of, const catalog::table& actual, std::string_view field) {
    const std::string head = alter_table(of);
    if (field == "unlogged") return head + (of.unlogged ? "SET UNLOGGED;" : "SET LOGGED;");
    if (field == "access_method") return joined(head, "SET ACCESS METHOD ", of.access_method.empty() ? std::string{"heap"} : identifier(of.access_method), ";");
    if (field == "options") return alter_options(head, of.options, actual.options);
    if (field == "toast_options") return alter_options(head, of.toast_options, actual.toast_options, "toast.");
    if (field == "row_security") return head + (of.row_security ? "ENABLE ROW LEVEL SECURITY;" : "DISABLE ROW LEVEL SECURITY;");
    if (field == "force_row_security") return head + (of.force_row_security ? "FORCE ROW LEVEL SECURITY;" : "NO FORCE ROW LEVEL SECURITY;");
    if (field == "replica_identity" || field == "replica_index") {
        if (of.replica_identity == catalog::replica_identity_kind::by_default) return head + "REPLICA IDENTITY DEFAULT;";
        return rendered([&](auto& sink) { add_replica_identity(sink, of); });
    }
    if (field == "clustered_on") {
        if (of.clustered_on.empty()) return head + "SET WITHOUT CLUSTER;";
        return rendered([&](auto& sink) { add_cluster_on(sink, of.schema, of.name, of.clustered_on); });
    }
    if (field == "of_type") return of.of_type.empty() ? head + "NOT OF;" : joined(head, "OF ", of.of_type, ";");
    if (field == "inherits") { // former parents it has left before
        std::string text;
        for (const catalog::qualified_name& each : of.inherits)
            if (!catalog::is_listed(each, actual.inherits)) text += joined(head, "INHERIT ", qualified_identifier(each.schema, each.name), ";\n");
        return trimmed_text(text);
    }
    return {};
}

// `MAXVALUE 9`: what can stand beside others in one ALTER SEQUENCE; empty for other fields.
inline std::string sequence_option(const catalog::sequence& of, std::string_view field) {
    if (field == "type") return joined("AS ", of.type);
    if (field == "start") return joined("START WITH ", std::to_string(of.start));
    if (field == "increment") return joined("INCREMENT BY ", std::to_string(of.increment));
    if (field == "minimum") return joined("MINVALUE ", std::to_string(of.minimum));
    if (field == "maximum") return joined("MAXVALUE ", std::to_string(of.maximum));
    if (field == "cache") return joined("CACHE ", std::to_string(of.cache));
    if (field == "cycle") return of.cycle ? "CYCLE" : "NO CYCLE";
    return {};
}

// `ALTER SEQUENCE …` with such options. A sequence that has not come to its new bounds goes on at its new start, and so does
// one that has given no value yet; another that is beyond them stays where it is, and PostgreSQL refuses: nothing says that
// its values may come again.
inline std::string alter_sequence_statements(const catalog::sequence& expected, const catalog::sequence& actual, std::string_view options) {
    if (options.empty()) return {};
    const std::string name = qualified_identifier(expected.schema, expected.name);
    const bool is_elsewhere = expected.minimum > actual.maximum || expected.maximum < actual.minimum;
    std::string text;
    const auto move = [&](std::string_view where, std::int64_t bound, bool is_ahead) {
        const bool can_start = expected.start >= actual.minimum && expected.start <= actual.maximum;
        text += joined("SELECT pg_catalog.setval(", literal(name), ", ", std::to_string(can_start ? expected.start : bound), ", false) FROM ", name, " WHERE last_value ",
                       joined(where, std::to_string(bound), is_ahead ? ";\n" : " AND NOT is_called;\n"));
    };
    if (!is_elsewhere && expected.minimum > actual.minimum) move("< ", expected.minimum, expected.increment > 0);
    if (!is_elsewhere && expected.maximum < actual.maximum) move("> ", expected.maximum, expected.increment < 0);
    return text + joined("ALTER SEQUENCE ", name, options, is_elsewhere ? " RESTART;" : ";");
}

// A sequence under its present name becomes as declared.
inline std::string alter_sequence_field(const catalog::sequence& of, std::string_view field) {
    const std::string head = joined("ALTER SEQUENCE ", qualified_identifier(of.schema, of.name), " ");
    if (const std::string option = sequence_option(of, field); !option.empty()) return joined(head, option, ";");
    if (field == "unlogged") return head + (of.unlogged ? "SET UNLOGGED;" : "SET LOGGED;");
    if (field == "owner_table" || field == "owner_column") {
        if (of.owner_table.empty()) return head + "OWNED BY NONE;";
        return rendered([&](auto& sink) { add_sequence_owner(sink, of); });
    }
    return {};
}

inline std::string alter_domain_field(const catalog::domain& of, const catalog::domain& actual, std::string_view field) {
    const std::string head = joined("ALTER DOMAIN ", qualified_identifier(of.schema, of.name), " ");
    if (field == "default_expression") {
        if (catalog::default_or_none(of.default_expression).empty()) return head + "DROP DEFAULT;";
        return joined(head, "SET DEFAULT ", of.default_expression, ";");
    }
    if (field == "not_null") {
        if (!of.not_null) return head + "DROP NOT NULL;";
        if (of.not_null_name.empty()) return head + "SET NOT NULL;";
        return joined(head, "ADD CONSTRAINT ", identifier(of.not_null_name), " NOT NULL;");
    }
    if (field == "not_null_name" && of.not_null && actual.not_null) {
        catalog::name_buffer before;
        catalog::add_object_name(before, actual.name, {}, "not_null");
        return joined(head, "RENAME CONSTRAINT ", identifier(actual.not_null_name.empty() ? before.view() : actual.not_null_name), " TO ",
                      identifier(of.not_null_name), ";");
    }
    return {};
}

inline std::string alter_constraint_field(const catalog::change& of, std::string_view field) {
    const catalog::constraint& expected = *of.expected.the_constraint;
    const bool on_domain = of.expected.in_domain != nullptr;
    const std::string head = joined(on_domain ? "ALTER DOMAIN " : "ALTER TABLE ", owner_name(of.expected), " ");
    if (field == "name")
        return joined(head, "RENAME CONSTRAINT ", identifier(of.actual.the_constraint->name), " TO ", identifier(expected.name), ";");
    if (field == "not_valid") return joined(head, "VALIDATE CONSTRAINT ", identifier(expected.name), ";");
    if (field == "deferrable" || field == "initially_deferred")
        return joined(head, "ALTER CONSTRAINT ", identifier(expected.name), expected.deferrable ? " DEFERRABLE" : " NOT DEFERRABLE",
                      expected.initially_deferred ? " INITIALLY DEFERRED;" : expected.deferrable ? " INITIALLY IMMEDIATE;" : ";");
    if (field == "options") {
        const std::string index = joined("ALTER INDEX ", qualified_identifier(of.expected.in_table->schema, expected.name), " ");
        return alter_options(index, expected.options, of.actual.the_constraint->options);
    }
    if (field == "index_comment") return comment_statement("INDEX", qualified_identifier(of.expected.in_table->schema, expected.name), expected.index_comment);
    if (field == "attached_to" && !expected.attached_to.empty())
        return rendered([&](auto& sink) { add_attach_index(sink, *of.expected.in_table, expected.name, expected.attached_to); });
    return {};
}

inline std::string alter_index_field(const catalog::change& of, std::string_view field) {
    const catalog::index& expected = *of.expected.the_index;
    const std::string_view schema = of.expected.in_table != nullptr ? of.expected.in_table->schema : of.expected.in_view->schema;
    const std::string head = joined("ALTER INDEX ", qualified_identifier(schema, expected.name), " ");
    if (field == "name")
        return joined("ALTER INDEX ", qualified_identifier(schema, of.actual.the_index->name), " RENAME TO ", identifier(expected.name), ";");
    if (field == "options") return alter_options(head, expected.options, of.actual.the_index->options);
    if (field == "statistics") {
        std::string text;
        for (std::size_t i = 0; i != expected.keys.size(); ++i)
            if (expected.keys[i].statistics != of.actual.the_index->keys[i].statistics)
                text += joined(head, "ALTER COLUMN ", std::to_string(i + 1), " SET STATISTICS ", std::to_string(expected.keys[i].statistics), ";\n");
        return trimmed_text(text);
    }
    if (field == "attached_to" && !expected.attached_to.empty())
        return rendered([&](auto& sink) { add_attach_index(sink, *of.expected.in_table, expected.name, expected.attached_to); });
    return {};
}

// ENABLE where nothing is to be said: what the creating statements leave out.
inline std::string alter_enabled(const catalog::object_place& of, std::string_view kind, std::string_view name, catalog::enabled_state state) {
    using catalog::enabled_state;
    const std::string_view word = state == enabled_state::disabled  ? "DISABLE "
                                  : state == enabled_state::replica ? "ENABLE REPLICA "
                                  : state == enabled_state::always  ? "ENABLE ALWAYS "
                                                                    : "ENABLE ";
    return joined("ALTER TABLE ", owner_name(of), " ", word, kind, " ", identifier(name), ";");
}

inline std::string alter_policy(const catalog::table& in, const catalog::policy& of) {
    std::string text = joined("ALTER POLICY ", identifier(of.name), " ON ", qualified_identifier(in.schema, in.name), " TO ");
    if (of.roles.empty()) text += "PUBLIC";
    text += strings::to_string([&](auto& sink) { add_names(sink, of.roles); });
    if (!of.using_expression.empty()) text += joined(" USING (", of.using_expression, ")");
    if (!of.check_expression.empty()) text += joined(" WITH CHECK (", of.check_expression, ")");
    return text + ";";
}

inline std::string alter_view_field(const catalog::change& of, std::string_view field) {
    const catalog::view& expected = *of.expected.the_view;
    const std::string head = joined("ALTER ", drop_word(kind_of(expected)), " ", qualified_identifier(expected.schema, expected.name), " ");
    if (field == "options") return alter_options(head, expected.options, of.actual.the_view->options);
    if (field == "clustered_on") {
        if (expected.clustered_on.empty()) return head + "SET WITHOUT CLUSTER;";
        return rendered([&](auto& sink) { add_cluster_on(sink, expected.schema, expected.name, expected.clustered_on); });
    }
    return {};
}

inline std::string alter_attribute_field(const catalog::composite_type& in, const catalog::attribute& of) {
    std::string text = joined("ALTER TYPE ", qualified_identifier(in.schema, in.name), " ALTER ATTRIBUTE ", identifier(of.name), " TYPE ", of.type);
    if (!of.collation.empty()) text += joined(" COLLATE ", of.collation);
    return text + ";";
}

inline std::string alter_extension_field(const catalog::extension& of, std::string_view field) {
    const std::string head = joined("ALTER EXTENSION ", identifier(of.name), " ");
    if (field == "version") return joined(head, "UPDATE TO ", literal(of.version), ";");
    return field == "schema" ? joined(head, "SET SCHEMA ", identifier(of.schema.empty() ? "public" : of.schema), ";") : std::string{};
}

inline std::string comment_of(const catalog::object_place& of) {
    std::string_view text;
    const auto look = [&](const auto* object) {
        if (object != nullptr) text = object->comment;
    };
    look(of.the_schema), look(of.the_extension), look(of.the_collation), look(of.the_enumeration), look(of.the_domain);
    look(of.the_composite), look(of.the_range), look(of.the_sequence), look(of.the_table), look(of.the_column), look(of.the_attribute);
    look(of.the_view_column), look(of.the_constraint), look(of.the_index), look(of.the_view), look(of.the_routine);
    look(of.the_trigger), look(of.the_rule), look(of.the_policy), look(of.the_statistics);
    return std::string{text};
}

// What a view says of a column; the side that says nothing has no column.
inline std::string alter_view_column(const catalog::change& of) {
    catalog::view_column column;
    if (of.expected.the_view_column != nullptr) column = *of.expected.the_view_column;
    else column.name = of.actual.the_view_column->name;
    const catalog::view& view = *of.expected.in_view;
    const std::string name = qualified_identifier(view.schema, view.name);
    if (of.field == "comment")
        return comment_statement("COLUMN", joined(name, ".", identifier(column.name)), column.comment);
    const std::string head = joined("ALTER VIEW ", name, " ALTER COLUMN ", identifier(column.name), " ");
    return column.default_expression.empty() ? head + "DROP DEFAULT;" : joined(head, "SET DEFAULT ", column.default_expression, ";");
}

// The sequence of an identity or serial column.
inline std::string alter_own_sequence(const catalog::change& of) {
    catalog::name_buffer expected_name;
    catalog::name_buffer actual_name;
    const catalog::sequence expected = catalog::own_sequence_of(*of.expected.in_table, *of.expected.the_column, expected_name);
    const catalog::sequence actual = catalog::own_sequence_of(*of.actual.in_table, *of.actual.the_column, actual_name);
    if (of.field == "name")
        return joined("ALTER SEQUENCE ", qualified_identifier(actual.schema, actual.name), " RENAME TO ", identifier(expected.name), ";");
    if (of.field == "schema") return {}; // it moves with its table
    if (of.field == "comment")
        return comment_statement("SEQUENCE", qualified_identifier(expected.schema, expected.name), expected.comment);
    return alter_sequence_field(expected, of.field);
}

} // namespace detail

/// The statements that make one field what it should be, one in a line; empty where only a new object can have it.
inline std::string alter_statement(const catalog::change& of) {
    using catalog::object_kind;
    const catalog::object_place& place = of.expected;
    if (of.kind == object_kind::column && place.in_view != nullptr) return detail::alter_view_column(of);
    if (of.kind == object_kind::sequence && place.the_column != nullptr) return detail::alter_own_sequence(of);
    if (of.field == "comment" && place.the_raw != nullptr)
        return detail::trimmed_text(strings::to_string([&](auto& sink) { add_comment_on_raw(sink, *place.the_raw); }));
    if (of.field == "comment") return comment_statement(of.kind, place, detail::comment_of(place));
    switch (of.kind) {
    case object_kind::extension: return detail::alter_extension_field(*place.the_extension, of.field);
    case object_kind::enumeration:
        return detail::only_adds_labels(*place.the_enumeration, *of.actual.the_enumeration) ? detail::add_labels(*place.the_enumeration, *of.actual.the_enumeration) : std::string{};
    case object_kind::domain: return detail::alter_domain_field(*place.the_domain, *of.actual.the_domain, of.field);
    case object_kind::sequence: return detail::alter_sequence_field(*place.the_sequence, of.field);
    case object_kind::table: return detail::alter_table_field(*place.the_table, *of.actual.the_table, of.field);
    case object_kind::column:
        if (place.the_attribute != nullptr) return detail::alter_attribute_field(*place.in_composite, *place.the_attribute);
        if (of.field == "type" || of.field == "collation") return alter_type_statement(*place.in_table, *place.the_column, of.actual.the_column->type);
        if (of.field == "identity")
            return detail::trimmed_text(alter_identity_statements(*place.in_table, *place.the_column, *of.actual.in_table, *of.actual.the_column, false));
        return alter_column_statement(*place.in_table, *place.the_column, *of.actual.the_column, of.field);
    case object_kind::constraint: return detail::alter_constraint_field(of, of.field);
    case object_kind::index: return detail::alter_index_field(of, of.field);
    case object_kind::view:
    case object_kind::materialized_view: return detail::alter_view_field(of, of.field);
    case object_kind::trigger: return of.field == "enabled" ? detail::alter_enabled(place, "TRIGGER", place.the_trigger->name, place.the_trigger->enabled) : std::string{};
    case object_kind::rule: return of.field == "enabled" ? detail::alter_enabled(place, "RULE", place.the_rule->name, place.the_rule->enabled) : std::string{};
    case object_kind::policy: return detail::alter_policy(*place.in_table, *place.the_policy);
    case object_kind::statistics:
        if (of.field != "target") return {};
        return joined("ALTER STATISTICS ", qualified_identifier(place.the_statistics->schema, place.the_statistics->name), " SET STATISTICS ",
                      std::to_string(place.the_statistics->target), ";");
    default: return {};
    }
}

/// `ALTER … RENAME TO …;`, and SET SCHEMA where the schema is another one.
inline std::string rename_statement(const catalog::change& of) {
    std::string text;
    const auto rename_to = [&](catalog::qualified_name from, const catalog::qualified_name& to) {
        const std::string word = joined("ALTER ", of.kind == catalog::object_kind::domain ? "DOMAIN" : drop_word(of.kind), " ");
        if (from.schema != to.schema) {
            text += joined(word, qualified_identifier(from.schema, from.name), " SET SCHEMA ", identifier(to.schema.empty() ? "public" : to.schema), ";\n");
            from.schema = to.schema;
        }
        if (from.name != to.name) text += joined(word, qualified_identifier(from.schema, from.name), " RENAME TO ", identifier(to.name), ";");
    };
    const auto rename = [&](const auto* from, const auto* to) {
        if (from == nullptr || to == nullptr) return;
        if constexpr (requires { from->schema; }) rename_to({from->schema, from->name}, {to->schema, to->name});
        else rename_to({{}, from->name}, {{}, to->name});
    };
    const catalog::object_place& from = of.actual;
    const catalog::object_place& to = of.expected;
    if (to.the_column != nullptr)
        return joined("ALTER TABLE ", owner_name(to), " RENAME COLUMN ", identifier(from.the_column->name), " TO ", identifier(to.the_column->name), ";");
    if (to.the_attribute != nullptr)
        return joined("ALTER TYPE ", owner_name(to), " RENAME ATTRIBUTE ", identifier(from.the_attribute->name), " TO ", identifier(to.the_attribute->name), ";");
    rename(from.the_schema, to.the_schema), rename(from.the_enumeration, to.the_enumeration), rename(from.the_domain, to.the_domain);
    rename(from.the_composite, to.the_composite), rename(from.the_range, to.the_range), rename(from.the_sequence, to.the_sequence);
    rename(from.the_table, to.the_table), rename(from.the_view, to.the_view);
    return detail::trimmed_text(text);
}

} // namespace constable::sql
