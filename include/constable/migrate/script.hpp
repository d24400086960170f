// SPDX-License-Identifier: BSL-1.0
// A history as SQL: the statements of each step, forwards and backwards.
#pragma once

#include "step.hpp"

#include "constable/catalog/model.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace constable::migrate {

/// The statements of one step, in their order; none for a step that calls the program, or is a backfill.
struct step_script {
    const step_value* step = nullptr;
    std::vector<std::string> statements{}; ///< each with its semicolon
    std::vector<std::string> losses{};     ///< what of the stored data is gone after it: "column users.phone"
};

/// Replays a history step by step and renders it.
class script_writer {
public:
    /// `of` must outlive this object.
    explicit script_writer(const history_value& of);
    script_writer(const script_writer&) = delete;
    script_writer& operator=(const script_writer&) = delete;
    ~script_writer();

    /// The steps of the migration at `position`, in the order in which they run.
    [[nodiscard]] std::vector<step_script> up(std::size_t position);
    /// The steps that take the migration at `position` back, in the order in which they run. A step that cannot be taken
    /// back has no statements and its `step->irreversible` is true.
    [[nodiscard]] std::vector<step_script> down(std::size_t position);
    /// The catalog after the migration at `position`; before the first one for `history.migrations.size()`.
    [[nodiscard]] const catalog::catalog& after(std::size_t position);

private:
    struct replayed;
    std::unique_ptr<replayed> all_;
};

// ---- until the replay lands: SQL steps only

struct script_writer::replayed {
    const history_value& of;
    catalog::catalog empty{};
};
inline script_writer::script_writer(const history_value& of) : all_(new replayed{of, {}}) {}
inline script_writer::~script_writer() = default;
inline std::vector<step_script> script_writer::up(std::size_t position) {
    std::vector<step_script> made;
    for (const step_value* each : all_->of.migrations[position].steps) {
        made.push_back({each, {}, {}});
        if (each->kind == step_kind::execute) made.back().statements.emplace_back(each->sql).append(";");
    }
    return made;
}
inline std::vector<step_script> script_writer::down(std::size_t position) {
    std::vector<step_script> made;
    const auto& steps = all_->of.migrations[position].steps;
    for (std::size_t i = steps.size(); i-- != 0;) {
        made.push_back({steps[i], {}, {}});
        if (steps[i]->kind == step_kind::execute && !steps[i]->irreversible && !steps[i]->reverse.empty())
            made.back().statements.emplace_back(steps[i]->reverse).append(";");
    }
    return made;
}
inline const catalog::catalog& script_writer::after(std::size_t) { return all_->empty; }

} // namespace constable::migrate
