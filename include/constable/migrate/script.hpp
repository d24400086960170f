// SPDX-License-Identifier: BSL-1.0
// A history as SQL: the statements of each step, forwards and backwards.
#pragma once

#include "apply_step.hpp"
#include "step.hpp"
#include "step_sql.hpp"

#include "constable/catalog/model.hpp"

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace constable::migrating {

/// The statements of one step, in their order; none for a step that calls the program, or is a backfill.
struct step_script {
    const step_value* step = nullptr;
    std::vector<std::string> statements{}; ///< each with its semicolon
    std::vector<std::string> losses{};     ///< what of the stored data is gone after it: "column users.phone"
};

/// Replays a history step by step and renders it.
class script_writer {
public:
    /// `of` must outlive this object, and come from the compiler.
    explicit script_writer(const history_value& of) : of_(of), now_(std::make_unique<replayed_catalog>()) {}
    script_writer(const script_writer&) = delete;
    script_writer& operator=(const script_writer&) = delete;

    /// The steps of the migration at `position`, in the order in which they run.
    /// Throws std::logic_error where a step cannot apply.
    [[nodiscard]] std::vector<step_script> up(std::size_t position) {
        replay_up_to(position);
        const migration_value& migration = of_.migrations[position];
        std::vector<step_script> made;
        for (std::size_t i = 0; i != migration.steps.size(); ++i) {
            const step_value& step = *migration.steps[i];
            const replayed_catalog before{now_->view()};
            apply(migration, i);
            made.push_back({&step, statements_of(step, fragment_of(migration, i), before.view(), now_->view()), {}});
        }
        next_ = position + 1;
        return made;
    }

    /// The steps that take the migration at `position` back, in the order in which they run. A step that cannot be taken
    /// back has no statements and its `step->irreversible` is true.
    [[nodiscard]] std::vector<step_script> down(std::size_t position) {
        replay_up_to(position);
        const migration_value& migration = of_.migrations[position];
        std::vector<std::unique_ptr<replayed_catalog>> states;
        states.push_back(std::make_unique<replayed_catalog>(now_->view()));
        for (std::size_t i = 0; i != migration.steps.size(); ++i) {
            apply(migration, i);
            states.push_back(std::make_unique<replayed_catalog>(now_->view()));
        }
        next_ = position + 1;
        std::vector<step_script> made;
        for (std::size_t i = migration.steps.size(); i-- != 0;) {
            step_script back{migration.steps[i], {}, {}};
            back.statements = statements_back(*back.step, states[i]->view(), states[i + 1]->view(), back.losses);
            made.push_back(std::move(back));
        }
        return made;
    }

    /// The catalog after the migration at `position`; before the first one for `history.migrations.size()`.
    /// It is valid until the next call.
    [[nodiscard]] const catalog::catalog& after(std::size_t position) {
        replay_up_to(position == of_.migrations.size() ? 0 : position + 1);
        seen_ = now_->view();
        seen_.name = of_.name;
        return seen_;
    }

private:
    [[nodiscard]] static fragment fragment_of(const migration_value& in, std::size_t step) {
        return step < in.fragments.size() ? in.fragments[step] : fragment{};
    }
    void apply(const migration_value& in, std::size_t step) {
        if (in.steps[step]->kind == step_kind::backfill) return; // changes no catalog; the compiler has looked for its table
        const replay_mistake found = apply_step(*now_, *in.steps[step], fragment_of(in, step));
        if (found)
            throw std::logic_error{"constable: step " + std::to_string(step + 1) + " of migration " + std::string{in.version} +
                                   " cannot apply (" + std::string{found.subject} + "); check the history with history_of<…>"};
    }
    void replay_up_to(std::size_t position) {
        if (next_ > position) {
            now_ = std::make_unique<replayed_catalog>();
            next_ = 0;
        }
        for (; next_ != position; ++next_)
            for (std::size_t i = 0; i != of_.migrations[next_].steps.size(); ++i) apply(of_.migrations[next_], i);
    }

    const history_value& of_;
    std::unique_ptr<replayed_catalog> now_;
    std::size_t next_ = 0; ///< the migration that is applied next
    catalog::catalog seen_{};
};

} // namespace constable::migrating
