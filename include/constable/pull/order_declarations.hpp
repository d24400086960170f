// SPDX-License-Identifier: BSL-1.0
// Puts structs behind those that they name, within the C++ namespace of each database schema.
#pragma once

#include "object_names.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::pull {

/// A struct, and the structs that it names.
struct declaration {
    const cpp_name* name;
    std::string text;
    std::vector<const cpp_name*> needs;
};

namespace detail {

// Each scope, and the places of its declarations among all.
using scopes_in_order = std::vector<std::pair<std::string, std::vector<std::size_t>>>;

// Depth first: what is needed comes before, as far as it does not go in circles.
class declaration_order {
public:
    explicit declaration_order(const std::vector<declaration>& all) : all_(all), state_(all.size(), state::unseen) {
        for (std::size_t i = 0; i != all.size(); ++i) place_of_.emplace(key_of(*all[i].name), i);
    }

    /// The declarations of each scope; scopes that others need come first.
    scopes_in_order sorted() {
        std::vector<std::string> scopes;
        for (const declaration& each : all_) visit_scope(each.name->scope, scopes);
        scopes_in_order result;
        for (const std::string& scope : scopes) {
            result.push_back({scope, {}});
            for (std::size_t i = 0; i != all_.size(); ++i)
                if (all_[i].name->scope == scope) visit(i, result.back().second);
        }
        return result;
    }

private:
    enum class state : unsigned char { unseen, open, done };
    using key = std::pair<std::string_view, std::string_view>;

    static key key_of(const cpp_name& name) { return {name.scope, name.name}; }

    void visit_scope(const std::string& scope, std::vector<std::string>& order) {
        if (!seen_scopes_.emplace(scope, true).second) return;
        for (const declaration& each : all_) {
            if (each.name->scope != scope) continue;
            for (const cpp_name* need : each.needs) visit_scope(need->scope, order);
        }
        order.push_back(scope);
    }

    // A stack of its own: chains of references may be long.
    void visit(std::size_t first, std::vector<std::size_t>& order) {
        std::vector<std::pair<std::size_t, std::size_t>> path;
        const auto enter = [&](std::size_t i) {
            if (state_[i] != state::unseen) return;
            state_[i] = state::open;
            path.emplace_back(i, 0);
        };
        enter(first);
        while (!path.empty()) {
            const std::size_t i = path.back().first;
            const declaration& now = all_[i];
            if (path.back().second == now.needs.size()) {
                state_[i] = state::done;
                order.push_back(i);
                path.pop_back();
                continue;
            }
            const cpp_name& need = *now.needs[path.back().second++];
            if (need.scope == now.name->scope) enter(place_of_.at(key_of(need)));
        }
    }

    const std::vector<declaration>& all_;
    std::vector<state> state_;
    std::map<key, std::size_t> place_of_;
    std::map<std::string, bool> seen_scopes_;
};

// Those that are named before they are declared.
inline std::map<std::string, std::vector<std::string>> find_forward(const std::vector<declaration>& all,
                                                                    const scopes_in_order& sorted) {
    std::map<std::pair<std::string_view, std::string_view>, bool> declared;
    std::map<std::string, std::vector<std::string>> forward;
    for (const auto& [scope, places] : sorted)
        for (const std::size_t i : places) {
            declared[{all[i].name->scope, all[i].name->name}] = true;
            for (const cpp_name* need : all[i].needs)
                if (declared.emplace(std::pair<std::string_view, std::string_view>{need->scope, need->name}, true)
                        .second)
                    forward[need->scope].push_back(need->name);
        }
    for (auto& [scope, names] : forward) std::ranges::sort(names);
    return forward;
}

inline std::string write_forward(const std::map<std::string, std::vector<std::string>>& forward) {
    std::string text;
    if (!forward.empty()) text += "\n// Named before they are declared.\n";
    for (const auto& [scope, names] : forward) {
        if (!scope.empty()) text += "namespace " + scope + " {\n";
        for (const std::string& name : names) text += "struct " + name + ";\n";
        if (!scope.empty()) text += "}\n";
    }
    return text;
}

} // namespace detail

/// All structs as text: forward declarations where there is no other way, then one namespace after the other.
inline std::string place_declarations(const std::vector<declaration>& all) {
    const auto sorted = detail::declaration_order{all}.sorted();
    std::string text = detail::write_forward(detail::find_forward(all, sorted));
    for (const auto& [scope, places] : sorted) {
        if (!scope.empty()) text += "\nnamespace " + scope + " {\n";
        bool was_short = false;
        for (const std::size_t i : places) {
            const bool is_short = std::ranges::count(all[i].text, '\n') == 1;
            if (!is_short || !was_short) text += '\n';
            text += all[i].text;
            was_short = is_short;
        }
        if (!scope.empty()) text += "\n} // namespace " + scope + "\n";
    }
    return text;
}

} // namespace constable::pull
