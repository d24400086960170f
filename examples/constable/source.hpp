// SPDX-License-Identifier: BSL-1.0
// Where the tool reads catalogs from: a live database or a snapshot in a file.
#pragma once

#include <constable/catalog/snapshot.hpp>
#include <constable/catalog/stored_catalog.hpp>
#include <constable/database/introspect.hpp>
#include <constable/database/session.hpp>
#include <constable/startup/choose_connection.hpp>
#include <constable/startup/compare.hpp>
#include <constable/startup/failure.hpp>

#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace tool {

/// What goes wrong, with what to do next; never a password.
struct failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        throw failure{"cannot read the snapshot " + path +
                      "; check the path, or write one with: constable snapshot -o " + path};
    return text.str();
}

inline void write_file(const std::string& path, std::string_view text) {
    std::ofstream file{path, std::ios::binary};
    file << text;
    if (!file.flush()) throw failure{"cannot write " + path + "; check that its folder exists and may be written to"};
}

/// A catalog, and the memory that it points into.
class source {
public:
    /// `snapshot:FILE`, a URI, libpq's keyword string; empty: the database that the environment names.
    explicit source(const std::string& from) {
        constexpr std::string_view snapshot = "snapshot:";
        if (from.starts_with(snapshot)) open_snapshot(from.substr(snapshot.size()));
        else open_database(from);
    }

    [[nodiscard]] constable::catalog::catalog view() const { return live_ ? live_->view() : stored_->view(); }

    /// A catalog in the words of this database: what its server writes otherwise but takes for the same has the text that
    /// stands here. Nothing for a snapshot, which cannot be asked.
    [[nodiscard]] std::unique_ptr<constable::startup::normalised_catalog> in_own_words(const constable::catalog::catalog& other) const {
        if (!live_) return nullptr;
        constable::database::session session{*connection_};
        return std::move(constable::startup::compare(session, other, *live_).expected);
    }

private:
    void open_snapshot(const std::string& path) {
        try {
            stored_.emplace(constable::catalog::read_snapshot(read_file(path)));
        } catch (const constable::catalog::snapshot_error& error) {
            throw failure{path + ": " + error.what()};
        }
    }

    void open_database(const std::string& where) {
        constable::migration_config config;
        config.connection = where;
        const constable::connection_settings settings = constable::connection_settings_for(config);
        try {
            connection_ = constable::database::connect(settings.connection_string());
            read(*connection_, settings);
        } catch (const constable::database::sql_failure& error) {
            throw failure{settings.redact(constable::startup::explain_connection(error, settings.describe()).what())};
        }
    }

    void read(pqxx::connection& connection, const constable::connection_settings& settings) {
        try {
            constable::database::session session{connection};
            live_.emplace(constable::database::introspect(session, constable::database::scope::whole_database()));
        } catch (const constable::database::sql_failure& error) {
            throw failure{settings.redact(constable::startup::explain(error, "reading the catalog").what())};
        }
    }

    std::unique_ptr<pqxx::connection> connection_;
    std::optional<constable::database::live_catalog> live_;
    std::optional<constable::catalog::stored_catalog> stored_;
};

} // namespace tool
