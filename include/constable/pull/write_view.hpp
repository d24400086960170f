// SPDX-License-Identifier: BSL-1.0
// The structs of views and materialized views.
#pragma once

#include "context.hpp"
#include "nameless.hpp"
#include "write_constraint.hpp"
#include "write_relation_parts.hpp"
#include "write_routine.hpp"

#include "constable/catalog/model.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace constable::pull {

namespace detail {

// Default names of indexes depend on nothing but the view's own name.
inline nameless_objects nameless_indexes(const catalog::view& of) {
    catalog::table standing_in;
    standing_in.name = of.name;
    standing_in.indexes = of.indexes;
    return find_nameless(standing_in);
}

} // namespace detail

/// `struct active : view<"active"> { static constexpr std::string_view query = R"sql(SELECT …)sql"; };`
inline std::string write_view(const catalog::view& of, context& in) {
    word written = literals(of.is_materialized ? "materialized_view" : "view", of.name);
    add_text(written, "in_schema", of.schema);
    add_texts(written, "parameters", of.options);
    add_text(written, "access_method", of.access_method);
    const nameless_objects nameless = detail::nameless_indexes(of);
    for (std::size_t i = 0; i != of.indexes.size(); ++i) {
        if (of.indexes[i].is_invalid)
            in.omitted.push_back("index " + std::string{of.indexes[i].name} + " of " + std::string{of.name} +
                                 ": it is invalid");
        else written.add(write_index(of.indexes[i], nameless.indexes[i]));
    }
    for (const catalog::trigger& each : of.triggers) written.add(write_trigger(each));
    for (const catalog::rule& each : of.rules) written.add(write_rule(each));
    for (const catalog::statistics& each : of.statistics) written.add(write_statistics(each, of.schema));
    add_text(written, "clustered_on", of.clustered_on);
    for (const catalog::view_column& each : of.columns) {
        if (!each.default_expression.empty())
            written.add({"column_default", {write_literal(each.name), write_literal(each.default_expression)}});
        if (!each.comment.empty())
            written.add({"column_comment", {write_literal(each.name), write_literal(each.comment)}});
    }
    add_text(written, "comment", of.comment);
    add_comments(written, "comment_on", of.indexes);
    add_comments(written, "comment_on_trigger", of.triggers);
    add_comments(written, "comment_on_rule", of.rules);
    add_comments(written, "comment_on_statistics", of.statistics);
    return write_struct(in.names.of(&of).name, written, write_member("query", of.query));
}

} // namespace constable::pull
