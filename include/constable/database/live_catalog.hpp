// SPDX-License-Identifier: BSL-1.0
// A catalog that was read from a live database, with the memory that its views point into.
#pragma once

#include "live_parts.hpp"
#include "session.hpp"
#include "settle_parts.hpp"

#include "constable/catalog/arena.hpp"
#include "constable/catalog/model.hpp"

#include <span>
#include <string_view>
#include <utility>

namespace constable::database {

/// A catalog read from a database. Names of the default schema are left unqualified, as a declaration leaves them.
/// Its texts are those of the server's answer, which it keeps.
class live_catalog {
public:
    /// Reads what `introspection_statement` returned.
    explicit live_catalog(rows answer) : parts_(std::move(answer)) {
        detail::column_settler{parts_, details_, sequences_}.settle();
        detail::settle_keys(parts_);
        detail::settle_types(parts_);
        detail::settle_grants(parts_);
        detail::put_together(parts_);
    }
    live_catalog(const live_catalog&) = delete;
    live_catalog& operator=(const live_catalog&) = delete;
    live_catalog(live_catalog&&) = default;
    live_catalog& operator=(live_catalog&&) = default;

    /// The catalog; it points into this object.
    [[nodiscard]] catalog::catalog view() const {
        catalog::catalog all;
        all.name = parts_.database;
        all.default_schema = parts_.default_schema;
        all.schemas = parts_.schemas.all();
        all.extensions = parts_.extensions.all();
        all.collations = parts_.collations.all();
        all.enumerations = parts_.enumerations.all();
        all.domains = parts_.domains.all();
        all.composite_types = parts_.composite_types.all();
        all.range_types = parts_.range_types.all();
        all.sequences = parts_.sequences.all();
        all.tables = parts_.tables.all();
        all.routines = parts_.routines.all();
        all.views = parts_.views.all();
        all.raw_objects = parts_.raw_objects.all();
        all.grants = parts_.grants.all();
        all.default_privileges = parts_.default_privileges.all();
        all.unmodelled_objects = parts_.unmodelled_objects.all();
        return all;
    }
    /// Everything of the schemas that has a name in pg_class, but indexes.
    [[nodiscard]] std::span<const live_relation> relations() const { return parts_.relations.all(); }
    [[nodiscard]] const live_stamp& stamp() const { return parts_.stamp; }

    [[nodiscard]] std::string_view database() const { return parts_.database; }
    [[nodiscard]] std::string_view user() const { return parts_.user; }
    /// The first schema of the search path that exists; empty when there is none.
    [[nodiscard]] std::string_view default_schema() const { return parts_.default_schema; }
    /// Whether the role may create objects in the default schema.
    [[nodiscard]] bool may_create() const { return parts_.may_create; }
    [[nodiscard]] bool is_standby() const { return parts_.is_standby; }
    /// As `server_version_num`: 150004 for 15.4.
    [[nodiscard]] int server_version() const { return parts_.server_version; }

    /// The table, view or whatever else has that name, or nothing.
    [[nodiscard]] const live_relation* find_relation(std::string_view schema, std::string_view name) const {
        for (const live_relation& each : relations())
            if (each.name == name && each.schema == parts_.own(schema)) return &each;
        return nullptr;
    }

private:
    live_parts parts_;
    catalog::plain_list<catalog::column_details> details_;
    catalog::plain_list<catalog::sequence> sequences_; ///< of columns
};

} // namespace constable::database
