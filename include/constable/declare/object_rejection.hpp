// SPDX-License-Identifier: BSL-1.0
// The rejections of what few tables have, and of the objects beside tables.
#pragma once

#include "rejection.hpp"

namespace constable::declare {

// Each mistake is a sentence that is false of some table or other object; the sentence stands in the first line of the error.
template <class Thing, class Subject, class Other> inline constexpr bool name_is_written = false;
template <class Thing, class Subject, class Other> inline constexpr bool column_has_a_name_of_its_own = false;
template <class Thing, class Subject, class Other> inline constexpr bool storage_is_known = false;
template <class Thing, class Subject, class Other> inline constexpr bool sequence_fills_a_column = false;
template <class Thing, class Subject, class Other> inline constexpr bool sequence_has_numbers = false;
template <class Thing, class Subject, class Other> inline constexpr bool sequence_owner_is_declared = false;
template <class Thing, class Subject, class Other> inline constexpr bool commented_part_is_declared = false;
template <class Thing, class Subject, class Other> inline constexpr bool part_is_declared_once = false;
template <class Thing, class Subject, class Other> inline constexpr bool trigger_has_an_event = false;
template <class Thing, class Subject, class Other> inline constexpr bool trigger_has_a_function = false;
template <class Thing, class Subject, class Other> inline constexpr bool trigger_can_fire = false;
template <class Thing, class Subject, class Other> inline constexpr bool trigger_column_is_declared = false;
template <class Thing, class Subject, class Other> inline constexpr bool rule_has_an_action = false;
template <class Thing, class Subject, class Other> inline constexpr bool statistics_column_is_declared = false;
template <class Thing, class Subject, class Other> inline constexpr bool named_index_is_declared = false;
template <class Thing, class Subject, class Other> inline constexpr bool parent_is_in_the_schema = false;
template <class Thing, class Subject, class Other> inline constexpr bool parent_is_partitioned = false;
template <class Thing, class Subject, class Other> inline constexpr bool period_has_a_key = false;
template <class Thing, class Subject, class Other> inline constexpr bool period_is_on_both_sides = false;
template <class Thing, class Subject, class Other> inline constexpr bool object_is_declared_once = false;
template <class Thing, class Subject, class Other> inline constexpr bool part_belongs_in_a_view = false;
template <class Thing, class Subject, class Other> inline constexpr bool view_has_a_query = false;
template <class Thing, class Subject, class Other> inline constexpr bool routine_has_a_body = false;
template <class Thing, class Subject, class Other> inline constexpr bool function_has_a_result = false;
template <class Thing, class Subject, class Other> inline constexpr bool attribute_is_declared_once = false;
template <class Thing, class Subject, class Other> inline constexpr bool range_has_a_subtype = false;
template <class Thing, class Subject, class Other> inline constexpr bool privilege_is_known = false;
template <class Thing, class Subject, class Other> inline constexpr bool raw_kind_is_known = false;
template <class Thing, class Subject, class Other> inline constexpr bool raw_object_has_sql = false;
template <class Thing, class Subject, class Other> inline constexpr bool server_has_the_feature = false;

template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::name_is_empty, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(name_is_written<Thing, Subject, Other>,
                      "constable: a name is empty; write one between the quotes");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::column_is_a_system_column, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_has_a_name_of_its_own<Thing, Subject, Other>,
                      "constable: a column has the name of a system column, which every table has; rename it");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::storage_is_unknown, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(storage_is_known<Thing, Subject, Other>,
                      "constable: a column's storage or compression is none of PostgreSQL's; write PLAIN, EXTERNAL, EXTENDED or MAIN, and pglz or lz4");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::sequence_of_no_column, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(sequence_fills_a_column<Thing, Subject, Other>,
                      "constable: with_sequence stands in a column that no sequence fills; make it identity<> or serial");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::sequence_range_is_empty, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(sequence_has_numbers<Thing, Subject, Other>,
                      "constable: a sequence has no numbers to give, or begins outside of them; correct its type, range, start, increment or cache");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::sequence_owner_is_unknown, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(sequence_owner_is_declared<Thing, Subject, Other>,
                      "constable: a sequence is owned by a column that is not declared; add its table to the schema, or correct the name");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::comment_on_no_part, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(commented_part_is_declared<Thing, Subject, Other>,
                      "constable: a comment names no trigger, rule, policy or statistics of its table; correct the name");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::part_is_repeated, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(part_is_declared_once<Thing, Subject, Other>,
                      "constable: two triggers, rules, policies or statistics of a table have one name; rename one of them");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::trigger_has_no_event, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(trigger_has_an_event<Thing, Subject, Other>,
                      "constable: a trigger fires at nothing; say insert_, update_, update_of<…>, delete_ or truncate_");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::trigger_has_no_function, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(trigger_has_a_function<Thing, Subject, Other>,
                      "constable: a trigger does nothing; say execute_function<…>");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::trigger_fires_at_no_such_time, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(trigger_can_fire<Thing, Subject, Other>,
                      "constable: a trigger says what does not go together; see CREATE TRIGGER for what does");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::trigger_column_is_unknown, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(trigger_column_is_declared<Thing, Subject, Other>,
                      "constable: a trigger is about a column that the table does not have; declare the column or correct its name");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::rule_has_no_action, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(rule_has_an_action<Thing, Subject, Other>,
                      "constable: a rule does nothing; say do_<…>, with NOTHING where that is meant");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::statistics_column_is_unknown, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(statistics_column_is_declared<Thing, Subject, Other>,
                      "constable: statistics are about a column that the table does not have; declare the column or correct its name");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::named_index_is_unknown, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(named_index_is_declared<Thing, Subject, Other>,
                      "constable: clustered_on or replica_identity_index names no index; correct the name");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::parent_is_missing, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(parent_is_in_the_schema<Thing, Subject, Other>,
                      "constable: the parent of a table is not in the schema; add it to schema<…>");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::parent_is_not_partitioned, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(parent_is_partitioned<Thing, Subject, Other>,
                      "constable: a table is a partition of one that is not partitioned; say partition_by_range<…>, partition_by_list<…> or partition_by_hash<…> there");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::period_is_alone, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(period_has_a_key<Thing, Subject, Other>,
                      "constable: a key without overlaps has no column but the period; list one before it");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::period_is_one_sided, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(period_is_on_both_sides<Thing, Subject, Other>,
                      "constable: a foreign key and the key that it references do not both have a period; say period here and without_overlaps there");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::object_is_repeated, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(object_is_declared_once<Thing, Subject, Other>,
                      "constable: two objects of a schema have the same name; rename one of them or list it once");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::part_of_no_view, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(part_belongs_in_a_view<Thing, Subject, Other>,
                      "constable: a part does not belong in a view of this kind; see the reference for the parts of views");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::view_has_no_query, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(view_has_a_query<Thing, Subject, Other>,
                      "constable: a view has no query; give its struct a static constexpr std::string_view query");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::routine_has_no_body, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(routine_has_a_body<Thing, Subject, Other>,
                      "constable: a routine has no body or no language; give its struct a static constexpr std::string_view body or sql_body, and say language<…>");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::routine_has_no_result, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(function_has_a_result<Thing, Subject, Other>,
                      "constable: a function returns nothing; say returns<…> or returns_<…>, or make it a procedure");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::attribute_is_repeated, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(attribute_is_declared_once<Thing, Subject, Other>,
                      "constable: a composite type has the same attribute twice; rename one of them or remove it");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::range_has_no_subtype, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(range_has_a_subtype<Thing, Subject, Other>,
                      "constable: a range type is a range of nothing; say subtype<…>");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::privilege_is_unknown, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(privilege_is_known<Thing, Subject, Other>,
                      "constable: a privilege is none of PostgreSQL's; write the names of privileges in capitals, and not ALL");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::raw_kind_is_unknown, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(raw_kind_is_known<Thing, Subject, Other>,
                      "constable: a raw object is of a kind that has words, or that cannot be read back; see the reference for the kinds");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::raw_object_has_no_sql, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(raw_object_has_sql<Thing, Subject, Other>,
                      "constable: a raw object is made by nothing; give its struct a static constexpr std::string_view sql");
    }
};
template <class Thing, class Subject, class Other>
struct rejection<mistake_kind::server_lacks_feature, Thing, Subject, Other> {
    static constexpr void refuse() {
        static_assert(server_has_the_feature<Thing, Subject, Other>,
                      "constable: a schema uses what the server lacks that it is made for; do without, or raise server_version");
    }
};

} // namespace constable::declare
