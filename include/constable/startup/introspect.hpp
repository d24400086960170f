// SPDX-License-Identifier: BSL-1.0
// Reading the catalog of any database, declared or not.
#pragma once

#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/startup/failure.hpp"
#include "constable/startup/result.hpp"


namespace constable {

namespace startup {

/// What a migration_error says when something could not even begin.
inline migration_result failed(failure_kind kind, std::string error, std::string sqlstate = {}) {
    migration_result result;
    result.message = "Migration failed";
    result.failure = kind;
    result.sqlstate = std::move(sqlstate);
    result.errors.push_back(std::move(error));
    return result;
}

// Runs `work` and throws a migration_error for whatever the server refused.
template <class Work>
auto explained(std::string_view doing, const Work& work) {
    try {
        return work();
    } catch (const failure& error) {
        throw migration_error{failed(error.kind(), error.what(), error.sqlstate())};
    } catch (const database::sql_failure& error) {
        const failure what = explain(error, doing);
        throw migration_error{failed(what.kind(), what.what(), what.sqlstate())};
    }
}

} // namespace startup

/// Reads the catalog of a database: all its own schemas, or those that `scope` names; what extensions bring is left out,
/// and what the catalog has no words for is listed in `view().unmodelled_objects`. One round trip, one snapshot.
/// PostgreSQL 12 to 18. Throws migration_error. The result owns all texts that `view()` points to.
[[nodiscard]] inline database::live_catalog introspect(pqxx::connection& connection,
                                                       const database::scope& scope = database::scope::whole_database()) {
    return startup::explained("reading the catalog", [&] {
        database::session session{connection};
        return database::introspect(session, scope);
    });
}

} // namespace constable
