// SPDX-License-Identifier: BSL-1.0
// What the server is asked about texts: the shadows that it shall make, and what is done with those that it wrote.
#pragma once

#include "constable/catalog/arena.hpp"
#include "constable/catalog/model.hpp"
#include "constable/startup/shadow.hpp"

#include <cstddef>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace constable::startup {

/// What is done with a shadow. A plain value whose knowledge lies in an arena: closures in a std::function each would cost
/// the compiler several times as much.
class answer {
public:
    answer() = default;
    template <class Take>
    answer(catalog::arena& memory, const Take& take)
        : known_(new (memory.allocate(sizeof(Take))) Take(take)),
          take_([](const void* known, const catalog::catalog* shadows) { (*static_cast<const Take*>(known))(shadows); }) {
        static_assert(std::is_trivially_destructible_v<Take>, "nobody destroys what lies in an arena");
    }

    /// Whether anything is done: some steps only prepare others.
    [[nodiscard]] bool is_awaited() const { return take_ != nullptr; }
    /// Takes the answer out of a catalog of shadows. Without one, takes it for granted.
    void take(const catalog::catalog* shadows) const { take_(known_, shadows); }

private:
    const void* known_ = nullptr;
    void (*take_)(const void* known, const catalog::catalog* shadows) = nullptr;
};

/// Steps that make shadows, in their order.
struct questions {
    std::vector<shadow_step> steps{};
    catalog::plain_list<answer> answers{}; ///< one for each step

    [[nodiscard]] bool empty() const { return steps.empty(); }
    void ask(std::string object, std::string statement, const answer& then) {
        steps.push_back({std::move(object), std::move(statement)});
        answers.push_back(then);
    }
    void prepare(std::string object, std::string statement) { ask(std::move(object), std::move(statement), {}); }
    void append(questions more) {
        for (std::size_t i = 0; i != more.steps.size(); ++i) ask(std::move(more.steps[i].object), std::move(more.steps[i].statement), more.answers[i]);
    }
};

/// The questions of one message: their shadows stand side by side in one schema, so no two have the same name.
struct question_chunk {
    std::string_view schema{};  ///< of the declared objects
    bool has_stand_ins = false; ///< tables in place of materialized views, whose queries have shadows of that name
    questions asked{};
    std::size_t relations = 0;
};

/// All questions, in as few messages as may be.
class question_list {
public:
    [[nodiscard]] const std::vector<question_chunk>& chunks() const { return chunks_; }

    /// Adds the questions about one object, in one chunk.
    void put(std::string_view schema, questions about, bool are_stand_ins = false) {
        question_chunk* into = nullptr;
        for (question_chunk& each : chunks_)
            if (each.schema == schema && each.has_stand_ins == are_stand_ins && each.relations < most_relations) into = &each;
        if (into == nullptr) {
            into = &chunks_.emplace_back();
            into->schema = schema;
            into->has_stand_ins = are_stand_ins;
        }
        ++into->relations;
        into->asked.append(std::move(about));
    }

private:
    static constexpr std::size_t most_relations = 200; ///< each takes locks in the server's table of them

    std::vector<question_chunk> chunks_;
};

} // namespace constable::startup
