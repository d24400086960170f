// SPDX-License-Identifier: BSL-1.0
// The statements that drop objects.
#pragma once

#include "clauses.hpp"
#include "create_routine.hpp"
#include "object_name.hpp"
#include "privileges.hpp"

#include "constable/catalog/change.hpp"

#include <span>
#include <string>
#include <string_view>

namespace constable::sql {

/// `TABLE`, `MATERIALIZED VIEW`, …: what DROP and COMMENT ON call an object of that kind.
constexpr std::string_view drop_word(catalog::object_kind kind) {
    using catalog::object_kind;
    switch (kind) {
    case object_kind::enumeration:
    case object_kind::composite_type:
    case object_kind::range_type: return "TYPE";
    case object_kind::statistics: return "STATISTICS";
    default: return word_of(kind);
    }
}

/// What a place stands on, as a statement names it. A renamed table has its new name by then: `now` is that table.
inline std::string relation_of(const catalog::object_place& of, const catalog::table* now = nullptr) {
    if (now != nullptr) return qualified_identifier(now->schema, now->name);
    return owner_name(of);
}

/// `DROP …;`, or the ALTER TABLE that drops a part of a table.
inline std::string drop_statement(catalog::object_kind kind, const catalog::object_place& of, const catalog::table* now = nullptr) {
    using catalog::object_kind;
    const std::string on = relation_of(of, now);
    const auto alter_table = [&](std::string_view what, std::string_view name) {
        return joined("ALTER TABLE ", on, " DROP ", what, " ", identifier(name), ";");
    };
    switch (kind) {
    case object_kind::column:
        if (of.the_attribute != nullptr) return joined("ALTER TYPE ", on, " DROP ATTRIBUTE ", identifier(of.the_attribute->name), ";");
        return alter_table("COLUMN", of.the_column->name);
    case object_kind::constraint:
        if (of.in_domain != nullptr) return joined("ALTER DOMAIN ", on, " DROP CONSTRAINT ", identifier(of.the_constraint->name), ";");
        return alter_table("CONSTRAINT", of.the_constraint->name);
    case object_kind::trigger:
    case object_kind::rule:
    case object_kind::policy: return joined("DROP ", drop_word(kind), " ", detail::own_name(of), " ON ", on, ";");
    case object_kind::index: {
        const std::string_view schema = now != nullptr ? now->schema : of.in_table != nullptr ? of.in_table->schema : of.in_view->schema;
        return joined("DROP INDEX ", qualified_identifier(schema, of.the_index->name), ";");
    }
    case object_kind::grant: {
        const std::span<const catalog::grant> one{of.the_grant, 1};
        return strings::to_string([&](auto& sink) { add_grant(sink, one, true); });
    }
    case object_kind::raw: return strings::to_string([&](auto& sink) { add_drop_raw(sink, *of.the_raw); });
    case object_kind::default_privilege:
    case object_kind::other: return {};
    default: return joined("DROP ", drop_word(kind), " ", detail::own_name(of), ";");
    }
}

/// `COMMENT ON word name IS …;` of a name as SQL writes it. An empty text takes the comment away.
inline std::string comment_statement(std::string_view word, std::string_view name, std::string_view text) {
    return joined("COMMENT ON ", word, " ", name, " IS ", text.empty() ? std::string{"NULL"} : literal(text), ";");
}

/// `COMMENT ON … IS …;` of an object.
inline std::string comment_statement(catalog::object_kind kind, const catalog::object_place& of, std::string_view text) {
    using catalog::object_kind;
    std::string name = detail::own_name(of);
    const std::string on = owner_name(of);
    switch (kind) {
    case object_kind::column: name = joined(on, ".", name); break;
    case object_kind::constraint: name += joined(of.in_domain != nullptr ? " ON DOMAIN " : " ON ", on); break;
    case object_kind::trigger:
    case object_kind::rule:
    case object_kind::policy: name += joined(" ON ", on); break;
    case object_kind::index:
        name = qualified_identifier(of.in_table != nullptr ? of.in_table->schema : of.in_view->schema, of.the_index->name);
        break;
    default: break;
    }
    return comment_statement(drop_word(kind), name, text);
}

} // namespace constable::sql
