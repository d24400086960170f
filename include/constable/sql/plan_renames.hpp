// SPDX-License-Identifier: BSL-1.0
// The part of a plan that renames: constraints and indexes that are only called otherwise, and types that make room for new ones.
#pragma once

#include "alter.hpp"
#include "plan_part.hpp"

#include "constable/catalog/diff.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql::detail {

/// Gives names, and takes them away from what stands in the way.
class plan_renames : plan_part {
public:
    using plan_part::plan_part;

    // Constraints and indexes that are only called otherwise: new ones may want their names.
    void rename_parts() {
        std::vector<renamed_part> all;
        for (std::uint32_t id = 0; id != after_.nodes().size(); ++id) {
            const plan_objects::aim& aim = objects_.aim_of(id);
            for (const catalog::change* each : aim.alterations) {
                if (!catalog::is_only_a_name(*each) || aim.created) continue;
                if (each->kind == catalog::object_kind::index) all.push_back({each, each->actual.the_index->name, each->expected.the_index->name});
                else all.push_back({each, each->actual.the_constraint->name, each->expected.the_constraint->name});
            }
        }
        std::vector<bool> waits(all.size()); // for another to give up its name
        for (std::size_t i = 0; i != all.size(); ++i) {
            for (const renamed_part& other : all) waits[i] = waits[i] || (other.of != all[i].of && other.from == all[i].to);
            if (waits[i]) add(rename_part(*all[i].of, all[i].from, old_name(all[i].to)), all[i].of);
        }
        for (std::size_t i = 0; i != all.size(); ++i)
            add(rename_part(*all[i].of, waits[i] ? old_name(all[i].to) : std::string{all[i].from}, all[i].to), all[i].of);
    }
    // Types that are made anew stay beside the new ones, until no column has them any more.
    void set_old_types_aside() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id)
            if (objects_.fate_of(id).is_old_type && before_[id].place.the_range != nullptr) set_aside_what_comes_with(*before_[id].place.the_range, objects_.fate_of(id).of);
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            if (!objects_.fate_of(id).is_old_type) continue;
            const catalog::object_place& place = before_[id].place;
            const auto rename = [&](const auto* object) {
                if (object == nullptr) return;
                add(joined("ALTER ", drop_word(before_[id].kind), " ", qualified_identifier(object->schema, object->name), " RENAME TO ", identifier(old_name(object->name)), ";"),
                    objects_.fate_of(id).of);
            };
            rename(place.the_enumeration), rename(place.the_domain), rename(place.the_composite), rename(place.the_range), rename(place.the_collation);
        }
    }

private:
    // A range type brings another type, and functions that are called like both: while their arguments have their names.
    void set_aside_what_comes_with(const catalog::range_type& of, const catalog::change* cause) {
        const auto rename = [&](std::string_view what, std::string_view name, std::string_view arguments) {
            add(joined("ALTER ", what, " ", qualified_identifier(of.schema, name), arguments, " RENAME TO ", identifier(old_name(name)), ";"), cause);
        };
        rename("FUNCTION", of.name, joined("(", of.subtype, ", ", of.subtype, ")"));
        rename("FUNCTION", of.name, joined("(", of.subtype, ", ", of.subtype, ", text)"));
        if (objects_.server_version() != 0 && objects_.server_version() < 140000) return;
        const std::string multirange = catalog::multirange_name(of.name, of.multirange);
        rename("TYPE", multirange, "");
        rename("FUNCTION", multirange, "()");
    }

    struct renamed_part {
        const catalog::change* of;
        std::string_view from;
        std::string_view to;
    };
    static std::string rename_part(const catalog::change& of, std::string_view from, std::string_view to) {
        if (of.kind == catalog::object_kind::index) {
            const std::string_view schema = of.expected.in_table != nullptr ? of.expected.in_table->schema : of.expected.in_view->schema;
            return joined("ALTER INDEX ", qualified_identifier(schema, from), " RENAME TO ", identifier(to), ";");
        }
        const std::string_view word = of.expected.in_domain != nullptr ? "ALTER DOMAIN " : "ALTER TABLE ";
        return joined(word, owner_name(of.expected), " RENAME CONSTRAINT ", identifier(from), " TO ", identifier(to), ";");
    }
};

} // namespace constable::sql::detail
