// SPDX-License-Identifier: BSL-1.0
// What few tables say: storage, partitions, parents, row-level security, replica identity.
#pragma once

#include "constraints.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace constable {

namespace declare {

/// A part that sets members of the table: `Self::describe(catalog::table&)`.
template <class Self>
struct fact_part : table_part {
private:
    static constexpr extra_value extra_{.role = extra_role::fact, .apply = [](catalog::table& it) { Self::describe(it); }};

public:
    static constexpr part_value in_table{.role = part_role::extra, .extra = &extra_};
};

template <fixed_string Strategy, fixed_string... Keys>
inline constexpr auto partition_key_text = strings::to_array<[](auto& sink) {
    sink.add(Strategy.view());
    [[maybe_unused]] std::string_view separator = " (";
    ((sink.add(separator), separator = ", ", sink.add(Keys.view())), ...);
    sink.add(')');
}>();

/// There are no keys to divide `Partitioned` by.
template <class Partitioned, std::size_t Keys>
inline constexpr bool partition_key_is_listed = Keys != 0;

template <fixed_string Strategy, fixed_string... Keys>
struct partition_by : fact_part<partition_by<Strategy, Keys...>> {
    static constexpr void describe(catalog::table& it) {
        static_assert(partition_key_is_listed<partition_by, sizeof...(Keys)>,
                      "constable: a partitioned table has no partition key; list its columns");
        it.partition_key = strings::view(partition_key_text<Strategy, Keys...>);
    }
};

/// The table that a partition belongs to. Asks for no other table, so that tables may be declared in any order.
template <class Parent>
constexpr parent_value parent_of();

template <class... Parents>
inline constexpr std::array<catalog::qualified_name, sizeof...(Parents)> parent_names{
    catalog::qualified_name{schema_of<Parents>(), Parents::table_name}...};

} // namespace declare

/// `WITH (…)` of a table, a view or a materialized view: `parameters<"fillfactor=70">`.
template <fixed_string... Parameters>
struct parameters : declare::fact_part<parameters<Parameters...>> {
    static constexpr void describe(catalog::table& it) { it.options = declare::text_list<Parameters...>; }
};
/// `WITH (toast.…)`: parameters of the table's TOAST table, without the prefix.
template <fixed_string... Parameters>
struct toast_parameters : declare::fact_part<toast_parameters<Parameters...>> {
    static constexpr void describe(catalog::table& it) { it.toast_options = declare::text_list<Parameters...>; }
};
/// `USING method`: the table access method, of a table or a materialized view.
template <fixed_string Method>
struct access_method : declare::fact_part<access_method<Method>> {
    static constexpr void describe(catalog::table& it) { it.access_method = Method.view() == "heap" ? std::string_view{} : Method.view(); }
};

/// `PARTITION BY RANGE (…)`. Keys are SQL texts: columns, or expressions in parentheses.
/// https://www.postgresql.org/docs/current/ddl-partitioning.html
template <fixed_string... Keys>
struct partition_by_range : declare::partition_by<"RANGE", Keys...> {};
/// `PARTITION BY LIST (…)`.
template <fixed_string... Keys>
struct partition_by_list : declare::partition_by<"LIST", Keys...> {};
/// `PARTITION BY HASH (…)`.
template <fixed_string... Keys>
struct partition_by_hash : declare::partition_by<"HASH", Keys...> {};

/// `ATTACH PARTITION … bound`: `partition_of<events, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')">`, or "DEFAULT".
/// A table without columns of its own takes over its parent's, with its checks, keys and indexes.
template <class Parent, fixed_string Bound>
struct partition_of : declare::table_part {
private:
    static constexpr declare::extra_value extra_{
        .role = declare::extra_role::partition, .parent = &declare::parent_of<Parent>, .bound = Bound.view()};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::extra, .extra = &extra_};
};

/// `INHERITS (…)`. The table lists only columns and checks of its own.
template <class... Parents>
struct inherits : declare::fact_part<inherits<Parents...>> {
    static constexpr void describe(catalog::table& it) { it.inherits = declare::parent_names<Parents...>; }
};
/// `OF type`: the table has the columns of a composite type. SQL text.
template <fixed_string Type>
struct of_type : declare::fact_part<of_type<Type>> {
    static constexpr void describe(catalog::table& it) { it.of_type = Type.view(); }
};

/// `ENABLE ROW LEVEL SECURITY`.
struct row_level_security : declare::fact_part<row_level_security> {
    static constexpr void describe(catalog::table& it) { it.row_security = true; }
};
/// `FORCE ROW LEVEL SECURITY`: for the owner too.
struct force_row_level_security : declare::fact_part<force_row_level_security> {
    static constexpr void describe(catalog::table& it) { it.force_row_security = true; }
};

/// `REPLICA IDENTITY NOTHING`, `FULL` and `USING INDEX name`.
struct replica_identity_nothing : declare::fact_part<replica_identity_nothing> {
    static constexpr void describe(catalog::table& it) { it.replica_identity = catalog::replica_identity_kind::nothing; }
};
struct replica_identity_full : declare::fact_part<replica_identity_full> {
    static constexpr void describe(catalog::table& it) { it.replica_identity = catalog::replica_identity_kind::full; }
};
template <fixed_string Index>
struct replica_identity_index : declare::fact_part<replica_identity_index<Index>> {
    static constexpr void describe(catalog::table& it) {
        it.replica_identity = catalog::replica_identity_kind::index;
        it.replica_index = Index.view();
    }
};
/// `CLUSTER ON index`, of a table or a materialized view.
template <fixed_string Index>
struct clustered_on : declare::fact_part<clustered_on<Index>> {
    static constexpr void describe(catalog::table& it) { it.clustered_on = Index.view(); }
};

} // namespace constable
