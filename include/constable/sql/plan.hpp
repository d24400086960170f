// SPDX-License-Identifier: BSL-1.0
// Changes as statements, in an order in which they work: from what a database is to what it shall be, its rows kept.
#pragma once

#include "alter.hpp"
#include "change_plan.hpp"
#include "plan_alterations.hpp"
#include "plan_columns.hpp"
#include "plan_creations.hpp"
#include "plan_drops.hpp"
#include "plan_heirs.hpp"
#include "plan_order.hpp"
#include "plan_part.hpp"
#include "plan_privileges.hpp"
#include "plan_renames.hpp"
#include "plan_rows.hpp"
#include "plan_scope.hpp"
#include "plan_settings.hpp"
#include "plan_typed_tables.hpp"

#include "constable/catalog/change.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::sql {

namespace detail {

class planner : plan_part {
public:
    using plan_part::plan_part;

    void run() {
        draft_.made.impossible = objects_.impossible();
        plan_typed_tables typed_tables{draft_};
        typed_tables.release();
        for (const catalog::change* each : objects_.renamings()) add(rename_statement(*each), each);
        plan_drops drops{draft_};
        drops.detach_partitions();
        drops.leave_parents();
        drops.keep_sequences();
        plan_rows rows{draft_};
        rows.keep();
        drops.drop_all();
        plan_renames renames{draft_};
        renames.rename_parts();
        renames.set_old_types_aside();
        plan_columns{draft_}.drop_identities();
        create_and_alter(rows);
        typed_tables.bind();
        plan_heirs{draft_}.settle();
        plan_settings{draft_}.settle();
        drops.drop_late();
        const plan_privileges privileges{expected_, actual_, objects_};
        for (const std::string& each : privileges.statements()) add(each, nullptr);
        std::vector<statement>& all = draft_.made.statements;
        if (draft_.has_routines) all.insert(all.begin(), statement{"SET LOCAL check_function_bodies = off;", {}, nullptr});
        separate_labels();
    }

private:
    void create_and_alter(plan_rows& rows) {
        plan_creations creations{draft_};
        plan_alterations alterations{draft_};
        plan_order{draft_, rows}.each([&](std::uint32_t id) {
            if (objects_.aim_of(id).created) creations.create(id);
            else alterations.alter(id);
            rows.put_back_with(id);
        });
    }

    // A new label cannot be used in the transaction that adds it.
    void separate_labels() {
        std::vector<statement>& all = draft_.made.statements;
        for (std::size_t i = 0; i != all.size(); ++i) {
            if (all[i].of == nullptr || all[i].of->kind != catalog::object_kind::enumeration || all[i].of->field != "labels") continue;
            if (all[i].text.find(" ADD VALUE ") == std::string::npos) continue;
            all[i].hazard.own_transaction = false;
            bool is_used = false;
            for (const std::string_view label : all[i].of->expected.the_enumeration->labels)
                for (const statement& other : all)
                    is_used = is_used || (&other != &all[i] && other.text.find(literal(label)) != std::string::npos);
            if (!is_used) continue;
            all[i].hazard.own_transaction = true;
            draft_.made.before.push_back(std::move(all[i]));
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(i--));
        }
    }
};

} // namespace detail

/// The statements that make `changes` (of `catalog::diff(expected, actual, …)`), with everything that stands in their way
/// dropped before and created again after. They are meant for a session whose `search_path` is the default schema alone.
/// Where the version of the server is said (`server_version_num`: 150004 for 15.4), changes for which it lacks the
/// statement are listed as impossible, and so is what cannot be made without them.
/// https://www.postgresql.org/docs/current/ddl-alter.html
inline change_plan plan(const catalog::catalog& expected, const catalog::catalog& actual, std::span<const catalog::change> changes,
                        int server_version = 0) {
    const plan_scope scope = scope_of(expected, actual, changes);
    detail::plan_draft draft{scope.expected, scope.actual, changes, server_version};
    detail::planner{draft}.run();
    return std::move(draft.made);
}

} // namespace constable::sql
