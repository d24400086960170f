// SPDX-License-Identifier: BSL-1.0
// Questions about the parts of a table, a view or a domain that have texts: constraints, triggers, policies, …
#pragma once

#include "constable/catalog/arena.hpp"
#include "constable/catalog/model.hpp"
#include "constable/startup/questions.hpp"
#include "constable/startup/shadow.hpp"
#include "constable/startup/text_parts.hpp"

#include <span>
#include <string>
#include <string_view>

namespace constable::startup {

/// What an object is called in a message: `table users`.
inline std::string called(std::string_view kind, std::string_view schema, std::string_view name) {
    return detail::rendered([&](auto& sink) {
        sink.add(kind);
        sink.add(' ');
        strings::add_qualified(sink, schema, name);
    });
}
/// The same of a part of another: `constraint users_age_check of table users`.
inline std::string called(std::string_view kind, std::string_view name, const std::string& owner) {
    return called(kind, {}, name).append(" of ").append(owner);
}

/// Replaces a text by the live one, if that is what the server writes for it.
inline void take_if_equal(std::string_view& text, std::string_view written, std::string_view live) {
    if (written == live) text = live;
}

namespace detail {

// Whether the part may stand there under another name.
template <class Part>
bool is_renamed(const Part& part, std::span<const Part> parts, std::span<const Part> live) {
    for (const Part& each : live) {
        if constexpr (requires { part.kind; })
            if (each.kind != part.kind || (part.kind != catalog::constraint_kind::check && part.kind != catalog::constraint_kind::exclude)) continue;
        if (find_named(parts, each.name) == nullptr) return true;
    }
    return false;
}

// The texts of the actual part that has those of the shadow: the one of its name, or another that has all of them.
template <class Part>
void take_equal(Part& part, const Part& written, std::span<const Part> live) {
    const Part* const same = find_named(live, part.name);
    if (same != nullptr && same_texts(written, *same)) return take_texts(part, *same);
    for (const Part& each : live)
        if (same_texts(written, each)) return take_texts(part, each);
    if (same != nullptr) take_equal_texts(part, written, *same);
}

} // namespace detail

/// Gives parts the texts of the actual ones where they are obviously the same or have just been made (`was`: those of
/// before; null: there was none), and asks about the others. `shadow_of(part)` makes one in the shadow of the owner,
/// `parts_of(shadows)` finds them there.
template <class Part, class ShadowOf, class PartsOf>
void ask_parts(questions& to, catalog::arena& memory, std::string_view kind, const std::string& owner, std::span<Part> parts,
               std::span<const Part> live, const std::span<const Part>* was, const ShadowOf& shadow_of, const PartsOf& parts_of) {
    for (Part& part : parts) {
        const Part* const same = find_named(live, part.name);
        const bool is_new = same != nullptr && (was == nullptr || find_named(*was, part.name) == nullptr);
        if (same != nullptr && (is_new || same_texts(part, *same))) {
            take_texts(part, *same);
        } else if (same != nullptr || detail::is_renamed(part, std::span<const Part>{parts}, live)) {
            const auto take = [&part, live, parts_of](const catalog::catalog* shadows) {
                const Part* const written = shadows == nullptr ? find_named(live, part.name) : find_named(parts_of(*shadows), part.name);
                if (written != nullptr) detail::take_equal(part, *written, live);
            };
            to.ask(called(kind, part.name, owner), shadow_of(part), {memory, take});
        }
    }
}

} // namespace constable::startup
