// SPDX-License-Identifier: BSL-1.0
// Where command-line tools read catalogs from: a live database, a snapshot in a file, or the program itself.
#pragma once

#include "constable/catalog/snapshot.hpp"
#include "constable/catalog/stored_catalog.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/migrate/script.hpp"
#include "constable/startup/choose_connection.hpp"
#include "constable/startup/compare.hpp"
#include "constable/startup/failure.hpp"

#include <cstddef>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace constable::tools {

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
class catalog_source {
public:
    /// `snapshot:FILE`, a URI, libpq's keyword string; empty: the database that the environment names.
    explicit catalog_source(const std::string& from) {
        constexpr std::string_view snapshot = "snapshot:";
        if (from.starts_with(snapshot)) open_snapshot(from.substr(snapshot.size()));
        else open_database(from);
    }
    /// A catalog that the program has; it must outlive this.
    explicit catalog_source(const catalog::catalog& of) : own_(&of) {}

    /// What the migration at a position of a history leaves.
    catalog_source(const migrating::history_value& of, std::size_t position) : replayed_(std::make_unique<migrating::script_writer>(of)) {
        own_ = &replayed_->after(position);
    }

    [[nodiscard]] catalog::catalog view() const { return own_ != nullptr ? *own_ : live_ ? live_->view() : stored_->view(); }

    /// As `server_version_num`, 150004 for 15.4; 0 for what is no database.
    [[nodiscard]] int server_version() const { return live_ ? live_->server_version() : 0; }

    /// A catalog in the words of this database: what its server writes otherwise but takes for the same has the text that
    /// stands here. Nothing for what is no database, which cannot be asked.
    [[nodiscard]] std::unique_ptr<startup::normalised_catalog> in_own_words(const catalog::catalog& other) const {
        if (!live_) return nullptr;
        database::session session{*connection_};
        return std::move(startup::compare(session, other, *live_).expected);
    }

private:
    void open_snapshot(const std::string& path) {
        try {
            stored_.emplace(catalog::read_snapshot(read_file(path)));
        } catch (const catalog::snapshot_error& error) {
            throw failure{path + ": " + error.what()};
        }
    }

    void open_database(const std::string& where) {
        migration_config config;
        config.connection = where;
        const connection_settings settings = connection_settings_for(config);
        try {
            connection_ = database::connect(settings.connection_string());
            read(*connection_, settings);
        } catch (const database::sql_failure& error) {
            throw failure{settings.redact(startup::explain_connection(error, settings.describe()).what())};
        }
    }

    void read(pqxx::connection& connection, const connection_settings& settings) {
        try {
            database::session session{connection};
            live_.emplace(database::introspect(session, database::scope::whole_database()));
        } catch (const database::sql_failure& error) {
            throw failure{settings.redact(startup::explain(error, "reading the catalog").what())};
        }
    }

    const catalog::catalog* own_ = nullptr;
    std::unique_ptr<migrating::script_writer> replayed_{};
    std::unique_ptr<pqxx::connection> connection_;
    std::optional<database::live_catalog> live_;
    std::optional<catalog::stored_catalog> stored_;
};

} // namespace constable::tools
