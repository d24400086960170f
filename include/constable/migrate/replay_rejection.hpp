// SPDX-License-Identifier: BSL-1.0
// Turns what is wrong with a step into one compile error that names the migration, the step and the object.
#pragma once

#include "replay_mistake.hpp"

#include "constable/declare/rejection.hpp"

#include <cstddef>

namespace constable::migrating {

// Each mistake is a sentence that is false of some step; the sentence stands in the first line of the error.
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool table_of_a_step_exists = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool created_table_is_new = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool column_of_a_step_exists = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool added_column_is_new = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool part_of_a_step_exists = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool added_part_is_new = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool object_of_a_step_exists = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool created_object_is_new = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool name_of_a_step_is_free = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool label_of_a_step_exists = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool added_label_is_new = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool enum_has_the_labels_of_its_time = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool table_referenced_in_a_step_exists = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool nothing_needs_what_a_step_drops = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool index_fits_the_key = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool attached_table_has_the_indexes_of_its_parent = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool column_may_be_nullable = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool validated_constraint_is_not_valid = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool detached_table_is_a_partition = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool column_is_not_that_of_a_parent = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool column_is_not_that_of_a_type = false;
template <class Migration, std::size_t Step, class Subject, class Other> inline constexpr bool acknowledgement_is_needed = false;

/// Refuses the mistake `Kind` of the step with number `Step` (from 1) of `Migration`.
template <replay_mistake_kind Kind, class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection;

template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::table_is_unknown, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(table_of_a_step_exists<Migration, Step, Subject, Other>,
                      "constable: a step is about a table that does not exist at that point of the history; correct its name, or create it first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::table_exists, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(created_table_is_new<Migration, Step, Subject, Other>,
                      "constable: a step creates a table that exists already at that point of the history; rename it, or drop the other one first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::column_is_unknown, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_of_a_step_exists<Migration, Step, Subject, Other>,
                      "constable: a step is about a column that does not exist at that point of the history; correct its name, or add it first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::column_exists, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(added_column_is_new<Migration, Step, Subject, Other>,
                      "constable: a step adds or renames a column to a name that the table has already at that point of the history; choose another name");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::part_is_unknown, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(part_of_a_step_exists<Migration, Step, Subject, Other>,
                      "constable: a step is about a constraint, index, trigger, rule, policy or statistics that its table does not have at that point of the history; correct its name");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::part_exists, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(added_part_is_new<Migration, Step, Subject, Other>,
                      "constable: a step gives a table a constraint, index, trigger, rule, policy or statistics of a name that it has already at that point of the history; choose another with named<…>");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::object_is_unknown, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(object_of_a_step_exists<Migration, Step, Subject, Other>,
                      "constable: a step is about an object that does not exist at that point of the history; correct its name, or create it first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::object_exists, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(created_object_is_new<Migration, Step, Subject, Other>,
                      "constable: a step creates an object that exists already at that point of the history; say replace<…>, or choose another name");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::name_is_taken, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(name_of_a_step_is_free<Migration, Step, Subject, Other>,
                      "constable: a step takes a name that another table, view, sequence or type has at that point of the history; choose another name");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::label_is_unknown, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(label_of_a_step_exists<Migration, Step, Subject, Other>,
                      "constable: a step is about a label that the enum does not have at that point of the history; correct it");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::label_exists, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(added_label_is_new<Migration, Step, Subject, Other>,
                      "constable: a step gives an enum a label that it has already at that point of the history; choose another one");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::enum_has_other_labels, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(enum_has_the_labels_of_its_time<Migration, Step, Subject, Other>,
                      "constable: a column of a step declares an enum with other labels than it has at that point of the history; write those that it has, or name it with sql_type<\"…\">");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::referenced_table_is_unknown, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(table_referenced_in_a_step_exists<Migration, Step, Subject, Other>,
                      "constable: a foreign key of a step references a table that does not exist at that point of the history; correct its name, or create it first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::object_is_needed, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(nothing_needs_what_a_step_drops<Migration, Step, Subject, Other>,
                      "constable: a step drops what another object needs; drop or change that one first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::index_does_not_fit, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(index_fits_the_key<Migration, Step, Subject, Other>,
                      "constable: a step turns an index into a key that it does not fit; it must be unique, without where_, and on just the columns of the key, in their order");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::partition_lacks_index, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(attached_table_has_the_indexes_of_its_parent<Migration, Step, Subject, Other>,
                      "constable: a step attaches a table that lacks an index or key of its parent; create it first, or PostgreSQL would build it under the lock");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::not_null_is_required, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_may_be_nullable<Migration, Step, Subject, Other>,
                      "constable: a step drops the NOT NULL of a column of the primary key, or of an identity column; drop the key or the identity first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::constraint_is_valid, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(validated_constraint_is_not_valid<Migration, Step, Subject, Other>,
                      "constable: a step validates a constraint that is valid; remove the step");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::no_partition, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(detached_table_is_a_partition<Migration, Step, Subject, Other>,
                      "constable: a step detaches a table that is no partition; correct its name");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::columns_are_of_parent, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_is_not_that_of_a_parent<Migration, Step, Subject, Other>,
                      "constable: a step changes a column that a partition or child has of its parent; write the step for the parent");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::columns_are_of_type, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_is_not_that_of_a_type<Migration, Step, Subject, Other>,
                      "constable: a step changes the columns of a table that is of_type<…>, which PostgreSQL refuses; let it go with set_table<…> without of_type first");
    }
};
template <class Migration, std::size_t Step, class Subject, class Other>
struct replay_rejection<replay_mistake_kind::acknowledgement_is_idle, Migration, Step, Subject, Other> {
    static constexpr void refuse() {
        static_assert(acknowledgement_is_needed<Migration, Step, Subject, Other>,
                      "constable: a step accepts a rule that it does not break, or for another object; remove the acknowledgement, or correct its object");
    }
};

} // namespace constable::migrating
