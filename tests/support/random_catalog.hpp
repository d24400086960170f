// SPDX-License-Identifier: BSL-1.0
// Random catalogs of every kind of object that a server accepts, with all texts spelt as the server spells them, so
// that what is read back can be compared letter by letter.
#pragma once

#include "random_tables.hpp"

#include "constable/catalog/model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::testing {

/// A catalog and the memory that it points into. The same seed and variant give the same catalog, everywhere. Variants
/// of one seed are relatives: each leaves out some of the objects of variant 0, and has some fields otherwise.
class random_catalog : random_tables {
public:
    random_catalog(std::uint32_t seed, const server_facts& facts, std::uint32_t variant = 0)
        : random_tables(seed, facts, variant) {
        make_views();
        move_types();
        make_grants();
        make_default_privileges();
        put_together();
    }
    random_catalog(const random_catalog&) = delete;
    random_catalog& operator=(const random_catalog&) = delete;

    [[nodiscard]] const catalog::catalog& value() const { return all_.view(); }

private:
    struct view_draft {
        catalog::view value;
        bool alive;
        std::vector<column_draft> columns;
        std::vector<part<catalog::index>> indexes{};
    };

    // ---- views

    void make_views() {
        for (std::size_t count = upto(3); count != 0; --count) {
            const bool over_a_view = chance(3) && !views_.empty();
            if (over_a_view) {
                const std::size_t at = upto(views_.size() - 1);
                const catalog::view& from = views_[at].value;
                make_view(from.schema, from.name, views_[at].columns, views_[at].alive, false);
            } else {
                table_draft& from = tables_[upto(tables_.size() - 1)];
                std::vector<column_draft> columns;
                for (column_draft& each : from.columns) {
                    columns.push_back(each);
                    columns.back().origin = &each;
                }
                make_view(from.value.schema, from.value.name, std::move(columns), from.alive, true);
            }
        }
    }

    void make_view(std::string_view schema, std::string_view name, std::vector<column_draft> columns, bool alive,
                   bool over_table) {
        view_draft made{.value = {.schema = any_schema(), .name = new_name()}, .alive = kept() && alive, .columns = {}};
        made.value.is_materialized = chance(3);
        made.value.comment = comment();
        // A query of one relation has no need to say where columns come from: PostgreSQL 16.
        const std::string prefix = since(16) ? std::string{} : quoted(name) + ".";
        std::string query = "SELECT ";
        const std::size_t first = upto(columns.size() - 1);
        for (std::size_t i = first; i != columns.size() && i != first + 3; ++i) {
            column_draft column = columns[i];
            made.alive = made.alive && column.alive;
            const std::string own = quoted(column.value.name);
            query.append(i == first ? "" : ",\n    ").append(prefix).append(own);
            if (chance(3)) {
                column.value.name = new_name();
                query.append(" AS ").append(quoted(column.value.name));
            }
            made.columns.push_back(column);
        }
        query.append("\n   FROM ").append(qualified(schema, name));
        const std::string where = condition(columns[first], prefix);
        const bool has_condition = chance(2);
        if (either(has_condition, !has_condition)) query.append("\n  WHERE ").append(where);
        made.value.query = keep(std::move(query));
        if (made.value.is_materialized) finish_materialized(made);
        else finish_view(made, over_table);
        views_.push_back(std::move(made));
    }

    void finish_view(view_draft& made, bool over_table) {
        std::vector<std::string_view> options;
        const bool checked = chance(4);
        const bool barrier = chance(4);
        if (over_table && either(checked, !checked)) options.push_back("check_option=local");
        if (either(barrier, !barrier)) options.push_back("security_barrier=true");
        if (chance(4) && since(15)) options.push_back("security_invoker=true");
        made.value.options = keep_names(std::move(options));
        std::vector<catalog::view_column> columns;
        for (column_draft& each : made.columns) {
            catalog::view_column column{.name = each.value.name};
            column.comment = comment();
            const bool has_default = chance(4);
            if (has_default) each.stay();
            if (has_default && !each.type.is_own) column.default_expression = each.type.literal;
            if (!column.comment.empty() || !column.default_expression.empty()) columns.push_back(column);
        }
        made.value.columns = keep_list(std::move(columns));
        catalog::trigger trigger{.name = new_name(),
                                 .time = catalog::trigger_time::instead_of,
                                 .on_insert = true,
                                 .for_each_row = true,
                                 .function = trigger_function_.value};
        if (chance(4) && trigger_function_.alive && kept()) made.value.triggers = keep_list(std::vector{trigger});
        catalog::rule rule{
            .name = new_name(), .event = catalog::command_kind::remove, .instead = true, .action = "NOTHING"};
        if (chance(4) && kept()) made.value.rules = keep_list(std::vector{rule});
    }

    void finish_materialized(view_draft& made) {
        if (chance(4)) made.value.options = keep_names({"fillfactor=70"});
        for (const column_draft& each : made.columns) {
            catalog::index index{.name = new_name()};
            index.comment = comment();
            index.unique = chance(3);
            index.keys = keep_list(std::vector<catalog::key>{{.column = each.value.name}});
            if (chance(2) && (each.type.can & detail::sorts) != 0 && kept()) made.indexes.push_back({index, true});
        }
        std::vector<catalog::index> indexes;
        for (const part<catalog::index>& each : made.indexes) indexes.push_back(each.value);
        const bool is_clustered = chance(3);
        if (!indexes.empty() && is_clustered) made.value.clustered_on = indexes[0].name;
        made.value.indexes = keep_list(std::move(indexes));
    }

    // ---- privileges

    void grant(catalog::object_kind kind, std::string_view schema, std::string_view name, std::string_view part_name,
               std::string_view privilege, bool alive) {
        const std::string_view grantee = any_of(random_roles);
        const bool to_public = chance(4);
        const bool option = chance(4);
        const bool here = chance(4) && kept() && alive;
        catalog::grant made{.kind = kind,
                            .schema = schema,
                            .name = name,
                            .part = part_name,
                            .grantee = to_public ? std::string_view{} : grantee,
                            .privilege = privilege};
        made.with_grant_option = !to_public && either(option, !option);
        if (here) grants_.push_back(made);
    }
    void revoke(catalog::object_kind kind, std::string_view schema, std::string_view name, std::string_view part_name,
                std::string_view privilege, bool alive) {
        const bool here = chance(6) && kept() && alive;
        if (here)
            grants_.push_back({.kind = kind,
                               .schema = schema,
                               .name = name,
                               .part = part_name,
                               .privilege = privilege,
                               .is_revoked = true});
    }

    void make_grants() {
        using catalog::object_kind;
        for (const catalog::database_schema& each : schemas_)
            grant(object_kind::schema, {}, each.name, {}, "USAGE", true);
        for (const table_draft& each : tables_) {
            grant(object_kind::table, each.value.schema, each.value.name, {}, "SELECT", each.alive);
            grant(object_kind::table, each.value.schema, each.value.name, {}, "INSERT", each.alive);
            grant(object_kind::column, each.value.schema, each.value.name, each.columns[0].value.name, "UPDATE",
                  each.alive && each.columns[0].alive);
        }
        for (const view_draft& each : views_)
            grant(object_kind::table, each.value.schema, each.value.name, {}, "SELECT", each.alive);
        for (const auto& each : sequences_)
            grant(object_kind::sequence, each.value.schema, each.value.name, {}, "USAGE", each.alive);
        for (const auto& each : enumerations_)
            revoke(object_kind::type, each.value.schema, each.value.name, {}, "USAGE", each.alive);
        for (const auto& each : domains_) {
            if (chance(2)) revoke(object_kind::type, each.value.schema, each.value.name, {}, "USAGE", each.alive);
        }
        for (const auto& each : routines_) {
            const auto kind = each.value.kind == catalog::routine_kind::procedure   ? object_kind::procedure
                              : each.value.kind == catalog::routine_kind::aggregate ? object_kind::aggregate
                                                                                    : object_kind::function;
            revoke(kind, each.value.schema, each.value.name, each.value.identity, "EXECUTE", each.alive);
        }
    }

    /// What objects of the future come with.
    void make_default_privileges() {
        using catalog::object_kind;
        struct kind {
            object_kind of;
            std::string_view privilege;
            bool is_public; ///< PUBLIC has it anyway
        };
        static constexpr kind kinds[] = {{object_kind::table, "SELECT", false},
                                         {object_kind::sequence, "USAGE", false},
                                         {object_kind::function, "EXECUTE", true},
                                         {object_kind::type, "USAGE", true}};
        for (const kind& each : kinds) {
            const bool everywhere = chance(2);
            const std::string_view schema = any_schema();
            catalog::default_privilege made{.schema = everywhere ? std::string_view{} : schema,
                                            .in_all_schemas = everywhere,
                                            .kind = each.of,
                                            .grantee = any_of(random_roles),
                                            .privilege = each.privilege};
            const bool option = chance(4);
            made.with_grant_option = either(option, !option);
            if (chance(6) && kept()) default_privileges_.push_back(made);
            const bool takes = chance(8);
            if (!each.is_public || !takes || !kept()) continue;
            default_privileges_.push_back({.in_all_schemas = true, .kind = each.of, .privilege = each.privilege, .is_revoked = true});
        }
    }

    // ---- the value

    template <class Object>
    std::span<const Object> living(const std::vector<part<Object>>& parts) {
        std::vector<Object> list;
        for (const part<Object>& each : parts)
            if (each.alive) list.push_back(each.value);
        return keep_list(std::move(list));
    }

    catalog::table finished(const table_draft& from) {
        catalog::table made = from.value;
        std::vector<catalog::column> columns;
        for (const column_draft& each : from.columns) {
            if (!each.alive) continue;
            columns.push_back(each.value);
            catalog::column_details of = each.details;
            if (each.value.not_null) of.not_null_name = each.name_of_not_null;
            const bool says_something = of.sequence != nullptr || of.is_inherited || !of.not_null_name.empty() || of.is_virtual || of.statistics != -1 ||
                                        !of.options.empty() || of.storage != catalog::storage_kind::by_type ||
                                        of.compression != catalog::compression_method::by_default;
            if (says_something) columns.back().details = keep_list(std::vector{of}).data();
        }
        made.columns = keep_list(std::move(columns));
        made.constraints = living(from.constraints);
        made.indexes = living(from.indexes);
        made.triggers = living(from.triggers);
        made.rules = living(from.rules);
        made.policies = living(from.policies);
        made.statistics = living(from.statistics);
        return made;
    }

    void put_together() {
        catalog::catalog& to = all_.view();
        to.name = "random";
        to.schemas = keep_list(schemas_);
        to.extensions = living(extensions_);
        to.collations = living(collations_);
        to.enumerations = living(enumerations_);
        to.domains = living(domains_);
        to.composite_types = living(composite_types_);
        to.range_types = living(range_types_);
        to.sequences = living(sequences_);
        to.routines = living(routines_);
        std::vector<catalog::table> tables;
        for (const table_draft& each : tables_)
            if (each.alive) tables.push_back(finished(each));
        to.tables = keep_list(std::move(tables));
        std::vector<catalog::view> views;
        for (const view_draft& each : views_)
            if (each.alive) views.push_back(each.value);
        to.views = keep_list(std::move(views));
        to.grants = keep_list(grants_);
        to.default_privileges = keep_list(default_privileges_);
    }

    std::vector<view_draft> views_;
    std::vector<catalog::grant> grants_;
    std::vector<catalog::default_privilege> default_privileges_;
};

} // namespace constable::testing
