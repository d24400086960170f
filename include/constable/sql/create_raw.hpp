// SPDX-License-Identifier: BSL-1.0
// The statements of raw objects: what their declarations say, and DROP and COMMENT of any kind.
#pragma once

#include "clauses.hpp"

#include "constable/catalog/raw_object.hpp"

#include <string_view>

namespace constable::sql {

/// `OPERATOR app.===(text,text)`: what DROP and COMMENT ON call it.
template <class Sink>
constexpr void add_raw_name(Sink& sink, const catalog::raw_object& of) {
    for (const char byte : of.kind) sink.add(byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte);
    sink.add(' ');
    if (!of.schema.empty()) {
        add_identifier(sink, of.schema);
        sink.add('.');
    }
    sink.add(of.name);
}

/// `DROP …;`
template <class Sink>
constexpr void add_drop_raw(Sink& sink, const catalog::raw_object& of) {
    sink.add("DROP ");
    add_raw_name(sink, of);
    sink.add(';');
}

/// `COMMENT ON … IS …;` An empty text takes the comment away.
template <class Sink>
constexpr void add_comment_on_raw(Sink& sink, const catalog::raw_object& of) {
    sink.add("COMMENT ON ");
    add_raw_name(sink, of);
    sink.add(" IS ");
    if (of.comment.empty()) sink.add("NULL");
    else add_literal(sink, of.comment);
    sink.add(";\n");
}

/// The definition, and the comment.
template <class Sink>
constexpr void add_create_raw(Sink& sink, const catalog::raw_object& of) {
    sink.add(of.definition);
    sink.add('\n');
    if (!of.comment.empty()) add_comment_on_raw(sink, of);
}

} // namespace constable::sql
