// SPDX-License-Identifier: BSL-1.0
// Snapshots: a catalog as a text file that can be reviewed, kept under version control, and compared with.
//
//     constable snapshot 1
//     default_schema: public
//
//     table auth.users
//       comment: People who can sign in
//       column id
//         type: bigint
//         identity: BY DEFAULT
//         not_null: true
//       column "full name"
//         type: text
//       constraint users_pkey
//         kind: PRIMARY KEY
//         columns: id
//
//     routine touch
//       result: trigger
//       language: plpgsql
//       body:
//         |begin
//         |  new.changed_at := now();
//         "  return new; "
//         |end
//
// The first line names the format's version. Everything else is an object (`word`, or `word schema.name`) or a field
// of the object above (`field: value`); two spaces of indentation say what belongs to what. Only what differs from the
// model's default is written. Objects are sorted by kind and name, columns, keys, attributes and labels keep their order.
//
// A value is written as it is; `field = "value"` where blanks at its ends or control characters would be in danger,
// with the escapes \" \\ \n \r \t \x00; and line by line when it has several lines, each behind `|` or in such quotes.
// A list stands on one line, `a, b, "c, d"`, or has an item a line, behind `- `, when it is long. Names are quoted when
// they hold more than letters, digits, `_`, `$`, `-` and non-ASCII characters.
//
// Forward compatibility: a field or object that a snapshot does not mention has its default, so that old snapshots stay
// readable when the model grows. What a reader does not know is an error, never passed over: it would be a difference
// that nobody sees. The version grows when the meaning of an existing text changes; newer versions are refused.
#pragma once

#include "read_snapshot.hpp"  // IWYU pragma: export
#include "stored_catalog.hpp" // IWYU pragma: export
#include "write_snapshot.hpp" // IWYU pragma: export
