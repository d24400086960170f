// SPDX-License-Identifier: BSL-1.0
// Steps as values, made at run time: what the words of a migration would say.
#pragma once

#include "generated.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/model.hpp"

#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace constable::migrating {

/// A step, and what the words inside it declare.
struct made_step {
    step_value value{};
    fragment said{};
};

/// Parts of a table that is created, where not all of them come with it.
struct catalog_parts {
    std::vector<catalog::constraint> constraints{};
    std::vector<catalog::trigger> triggers{};
    std::vector<catalog::rule> rules{};
    std::vector<catalog::policy> policies{};
    std::vector<catalog::statistics> statistics{};
};

/// Makes steps whose texts and parts lie in a storage.
class step_maker {
public:
    explicit step_maker(step_storage& in) : in_(in) {}

    // ---- tables

    [[nodiscard]] made_step create_table(catalog::table of, catalog_parts parts) {
        of.constraints = in_.keep(std::move(parts.constraints));
        of.triggers = in_.keep(std::move(parts.triggers));
        of.rules = in_.keep(std::move(parts.rules));
        of.policies = in_.keep(std::move(parts.policies));
        of.statistics = in_.keep(std::move(parts.statistics));
        return {{.kind = step_kind::create_table, .schema = text(of.schema), .table = text(of.name)}, {.table = &in_.keep(of)}};
    }
    [[nodiscard]] made_step set_table(const catalog::table& on, const catalog::table& facts) {
        catalog::table only;
        only.unlogged = facts.unlogged;
        only.access_method = facts.access_method;
        only.options = facts.options;
        only.toast_options = facts.toast_options;
        only.row_security = facts.row_security;
        only.force_row_security = facts.force_row_security;
        only.replica_identity = facts.replica_identity;
        only.replica_index = facts.replica_index;
        only.clustered_on = facts.clustered_on;
        only.of_type = facts.of_type;
        return with_parts(on, step_kind::set_table, catalog::object_kind::table, only);
    }
    /// The table has its usual replica identity again.
    [[nodiscard]] made_step unset_identity(catalog::table of) {
        of.replica_identity = catalog::replica_identity_kind::by_default;
        of.replica_index = {};
        return set_table(of, of);
    }
    /// The table is of no type any more.
    [[nodiscard]] made_step unset_type(catalog::table of) {
        of.of_type = {};
        return set_table(of, of);
    }
    [[nodiscard]] made_step attach(const catalog::table& on, const catalog::table& like) {
        catalog::table only;
        only.parent_schema = like.parent_schema;
        only.parent = like.parent;
        only.partition_bound = like.partition_bound;
        return with_parts(on, step_kind::attach_partition, catalog::object_kind::table, only);
    }
    [[nodiscard]] made_step on_table(const catalog::table& on, step_kind kind, catalog::object_kind of, std::string_view name = {}, std::string_view other = {}) {
        return {{.kind = kind, .of = of, .schema = text(on.schema), .table = text(on.name), .name = text(name), .other = text(other)}, {}};
    }

    // ---- parts of tables

    template <class Part>
    [[nodiscard]] made_step add(const catalog::table& on, const Part& part, bool concurrently = false) {
        made_step made = with_parts(on, step_kind::add_parts, catalog::kind_of(part), holding(part));
        made.value.concurrently = concurrently;
        return made;
    }
    [[nodiscard]] made_step add_index(const catalog::table& on, catalog::index index, std::vector<catalog::key> keys) {
        index.keys = in_.keep(std::move(keys));
        return add(on, index, true);
    }
    template <class Part>
    [[nodiscard]] made_step replace(const catalog::table& on, const Part& part) {
        return with_parts(on, step_kind::replace_parts, catalog::kind_of(part), holding(part));
    }
    [[nodiscard]] made_step replace_columns(const catalog::table& on, std::vector<catalog::column> columns) {
        catalog::table parts;
        parts.columns = in_.keep(std::move(columns));
        return with_parts(on, step_kind::replace_parts, parts.columns.size() == 1 ? catalog::object_kind::column : catalog::object_kind::table, parts);
    }
    [[nodiscard]] made_step change_type(const catalog::table& on, const catalog::column& to) {
        catalog::column typed{.name = to.name, .type = to.type, .collation = to.collation};
        typed.origin = to.origin;
        made_step made = with_parts(on, step_kind::change_type, catalog::object_kind::column, holding(typed));
        made.value.name = text(to.name);
        return made;
    }
    [[nodiscard]] made_step use_index(const catalog::table& on, const catalog::constraint& key, std::string_view index) {
        made_step made = with_parts(on, step_kind::use_index, catalog::object_kind::constraint, holding(key));
        made.value.name = text(index);
        return made;
    }
    [[nodiscard]] made_step backfill(const catalog::table& on, std::string_view set, std::string_view where, std::string_view key) {
        made_step made = on_table(on, step_kind::backfill, catalog::object_kind::table);
        made.value.backfill = &in_.keep(backfill_value{.set = text(set), .where = text(where), .key = text(key)});
        return made;
    }

    // ---- other objects

    /// Creates or replaces an object of the catalog, which must outlive the step.
    template <class Object>
    [[nodiscard]] made_step take(step_kind kind, const Object& of) {
        made_step made{{.kind = kind, .of = catalog::kind_of(of)}, {}};
        if constexpr (requires { of.schema; }) made.value.schema = text(of.schema);
        made.value.name = text(of.name);
        made.value.object = &in_.keep(entry_of(of));
        if constexpr (std::is_same_v<Object, catalog::view>) made.said.view = &in_.keep(of);
        return made;
    }
    template <class Grant>
    [[nodiscard]] made_step privileges(step_kind kind, std::vector<Grant> all) {
        const std::span<const Grant> kept = in_.keep(std::move(all));
        declare::object_entry entry{.role = std::is_same_v<Grant, catalog::grant> ? declare::object_role::grant : declare::object_role::default_privilege};
        if constexpr (std::is_same_v<Grant, catalog::grant>) entry.grants = kept;
        else entry.default_privileges = kept;
        return {{.kind = kind, .of = catalog::kind_of(kept.front()), .object = &in_.keep(entry)}, {}};
    }
    [[nodiscard]] made_step on_object(step_kind kind, catalog::object_kind of, std::string_view schema, std::string_view name, std::string_view other = {},
                                      std::string_view detail = {}) {
        return {{.kind = kind, .of = of, .schema = text(schema), .name = text(name), .other = text(other), .detail = text(detail)}, {}};
    }
    /// A label that stands before or after `beside`, or is the last.
    [[nodiscard]] made_step add_label(const catalog::enumeration& to, std::string_view label, label_place where, std::string_view beside) {
        return {{.kind = step_kind::add_label,
                 .of = catalog::object_kind::enumeration,
                 .schema = text(to.schema),
                 .table = text(to.name),
                 .name = text(label),
                 .other = text(beside),
                 .where = where},
                {}};
    }

    [[nodiscard]] std::string_view text(std::string_view of) { return in_.keep_text(of); }
    template <class Object>
    [[nodiscard]] const Object& kept(const Object& of) {
        return in_.keep(of);
    }

private:
    template <class Part>
    [[nodiscard]] catalog::table holding(const Part& part) {
        catalog::table parts;
        const std::span<const Part> list = in_.keep(std::vector<Part>{part});
        if constexpr (std::is_same_v<Part, catalog::column>) parts.columns = list;
        else if constexpr (std::is_same_v<Part, catalog::constraint>) parts.constraints = list;
        else if constexpr (std::is_same_v<Part, catalog::index>) parts.indexes = list;
        else if constexpr (std::is_same_v<Part, catalog::trigger>) parts.triggers = list;
        else if constexpr (std::is_same_v<Part, catalog::rule>) parts.rules = list;
        else if constexpr (std::is_same_v<Part, catalog::policy>) parts.policies = list;
        else parts.statistics = list;
        return parts;
    }
    [[nodiscard]] made_step with_parts(const catalog::table& on, step_kind kind, catalog::object_kind of, catalog::table parts) {
        made_step made = on_table(on, kind, of);
        parts.schema = made.value.schema;
        parts.name = made.value.table;
        made.said.table = &in_.keep(parts);
        return made;
    }

    template <class Object>
    [[nodiscard]] declare::object_entry entry_of(const Object& of) {
        using declare::object_role;
        if constexpr (std::is_same_v<Object, catalog::database_schema>) return {.role = object_role::schema, .schema = &of};
        else if constexpr (std::is_same_v<Object, catalog::extension>) return {.role = object_role::extension, .extension = &of};
        else if constexpr (std::is_same_v<Object, catalog::collation>) return {.role = object_role::collation, .collation = &of};
        else if constexpr (std::is_same_v<Object, catalog::sequence>) return {.role = object_role::sequence, .sequence = &of};
        else if constexpr (std::is_same_v<Object, catalog::routine>) return {.role = object_role::routine, .routine = &of};
        else if constexpr (std::is_same_v<Object, catalog::view>) return {.role = object_role::view};
        else return {.role = object_role::type, .type = &in_.keep(type_of(of))};
    }
    static declare::declared_type type_of(const catalog::enumeration& of) { return {.enumeration = &of}; }
    static declare::declared_type type_of(const catalog::domain& of) { return {.domain = &of}; }
    static declare::declared_type type_of(const catalog::composite_type& of) { return {.composite = &of}; }
    static declare::declared_type type_of(const catalog::range_type& of) { return {.range = &of}; }

    step_storage& in_;
};

} // namespace constable::migrating
