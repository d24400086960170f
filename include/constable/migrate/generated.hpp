// SPDX-License-Identifier: BSL-1.0
// What `generate` gives: migrations as values that can be replayed and rendered at once, and what it could not say.
#pragma once

#include "step.hpp"

#include "constable/catalog/stored_catalog.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

/// What the steps of a generated migration are there for. A safe change mostly takes several migrations, in this order.
enum class migration_purpose : unsigned char {
    labels,         ///< new enum labels, which PostgreSQL lets nobody use in the same transaction
    expand,         ///< what is new, and what programs of the release before do not mind
    online,         ///< indexes beside others' work, and rows that are filled in batches
    validate,       ///< constraints are checked while others work
    tighten,        ///< NOT NULL and keys, for which nothing must be read any more
    contract,       ///< what is dropped
    contract_online ///< indexes that are dropped beside others' work
};
inline constexpr std::array<std::string_view, 7> words_of_purposes{"new labels", "", "indexes and rows", "validation", "NOT NULL and keys", "drops", "indexes that go"};
constexpr std::string_view word_of(migration_purpose purpose) { return words_of_purposes[static_cast<std::size_t>(purpose)]; }

/// The name that an object had, and the one that it has now. What `renamed_from` says in a declaration.
struct renaming {
    catalog::object_kind kind = catalog::object_kind::table; ///< table, column, view, sequence, enumeration, domain, composite_type
    std::string_view schema{};
    std::string_view table{}; ///< of a column: under its new name
    std::string_view from{};
    std::string_view to{};
};

/// Something is gone and something like it has come: only a person knows whether it is the same.
struct rename_question {
    catalog::object_kind kind = catalog::object_kind::table;
    std::string schema{};
    std::string table{}; ///< of a column
    std::string from{};
    std::string to{};

    /// The question, and how to answer it.
    [[nodiscard]] std::string text() const {
        const std::string owner = table.empty() ? "" : table + ".";
        return "is " + owner + to + " what " + owner + from + " was? If so, say renamed_from<\"" + from + "\"> in it, or give the renaming to generate; otherwise rows are lost";
    }
};

/// One generated migration.
struct generated_migration {
    migration_purpose purpose = migration_purpose::expand;
    std::vector<const step_value*> steps{};
    std::vector<fragment> fragments{}; ///< of the steps

    /// Whether one of the steps runs in no transaction: then each is committed by itself.
    [[nodiscard]] bool is_stepwise() const {
        for (const step_value* each : steps)
            if (each->is_alone()) return true;
        return false;
    }
};

/// Memory for what steps point to, whatever it is. Nothing in it ever moves.
class step_storage {
public:
    template <class Item>
    const Item& keep(Item item) {
        auto kept = std::make_shared<const Item>(std::move(item));
        const Item& there = *kept;
        all_.push_back(std::move(kept));
        return there;
    }
    std::string_view keep_text(std::string_view text) { return text.empty() ? std::string_view{} : std::string_view{keep(std::string{text})}; }

private:
    std::vector<std::shared_ptr<const void>> all_;
};

/// What leads from one catalog to another. It owns all that its steps point to.
struct generated {
    std::vector<generated_migration> migrations{};
    std::vector<rename_question> questions{}; ///< answered with no, until somebody says yes
    std::vector<std::string> unsaid{};        ///< differences that no step says, such as other parents: the table is made anew beside the old one
    std::vector<std::string> warnings{};      ///< what to look at before it runs

    std::shared_ptr<const catalog::stored_catalog> from{};
    std::shared_ptr<const catalog::stored_catalog> to{};
    std::shared_ptr<step_storage> storage{};

    /// Whether there is nothing to do.
    [[nodiscard]] bool empty() const { return migrations.empty() && unsaid.empty(); }
};

} // namespace constable::migrating
