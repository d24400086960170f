// SPDX-License-Identifier: BSL-1.0
// The structs of objects that are declared by their SQL.
#pragma once

#include "context.hpp"
#include "write_routine.hpp"

#include "constable/catalog/model.hpp"

#include <string>

namespace constable::pull {

/// `struct like : raw<"operator", "===(text,text)"> { static constexpr std::string_view sql = "CREATE OPERATOR …;"; };`
inline std::string write_raw(const catalog::raw_object& of, context& in) {
    word written{"raw", {write_literal(of.kind), write_literal(of.name)}};
    add_text(written, "in_schema", of.schema);
    add_text(written, "comment", of.comment);
    return write_struct(in.names.of(&of).name, written, write_member("sql", of.definition), 2);
}

} // namespace constable::pull
