// SPDX-License-Identifier: BSL-1.0
// Tells whether the steps that are done of an interrupted migration are still the same.
#pragma once

#include "ledger.hpp"

#include "constable/migrate/script.hpp"
#include "constable/migrate/step.hpp"
#include "constable/strings/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable::runner {

/// The checksum of the first `count` steps, as the ledger keeps it. What is declared counts, and the statements of steps
/// that declare parts: after a new release of Constable renders these otherwise, `repair` accepts them.
inline std::string steps_checksum(const std::vector<migrating::step_script>& steps, std::size_t count) {
    strings::hasher all;
    for (std::size_t i = 0; i != count && i != steps.size(); ++i) {
        const migrating::step_value& step = *steps[i].step;
        for (const std::uint64_t number : {static_cast<std::uint64_t>(step.kind), static_cast<std::uint64_t>(step.of), static_cast<std::uint64_t>(step.where),
                                           static_cast<std::uint64_t>(step.concurrently), static_cast<std::uint64_t>(step.outside_transaction)})
            all.add_number(number);
        for (const std::string_view text : {step.schema, step.table, step.name, step.other, step.detail, step.sql, step.revision}) all.add(text);
        if (step.backfill != nullptr)
            for (const std::string_view text : {step.backfill->set, step.backfill->where, step.backfill->key}) all.add(text);
        if (step.parts == nullptr && step.object == nullptr) continue;
        for (const std::string& each : steps[i].statements) all.add(each);
    }
    return checksum_text(all.value());
}

/// The statement that writes down that so many steps are in effect, after one that took `milliseconds` (an SQL
/// expression). `is_end`: the migration is over, applied or taken back.
inline std::string record_steps(const ledger_table& ledger, std::string_view version, const std::vector<migrating::step_script>& steps, std::size_t done, bool is_end,
                                std::string_view milliseconds) {
    const std::string_view state = !is_end ? "running" : done == 0 && !steps.empty() ? "rolled_back" : "applied";
    const std::string checksum = done == 0 ? std::string{"NULL"} : sql::literal(steps_checksum(steps, done));
    return ledger.update("status = '" + std::string{state} + "', steps_done = " + std::to_string(done) + ", steps_checksum = " + checksum +
                             ", backfill_position = NULL, backfill_rows = 0, error_message = NULL, applied_at = clock_timestamp(), execution_time_ms = "
                             "execution_time_ms + " + std::string{milliseconds}, version);
}

} // namespace constable::runner
