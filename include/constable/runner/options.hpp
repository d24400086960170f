// SPDX-License-Identifier: BSL-1.0
// What can be asked of a migration, and what comes of it.
#pragma once

#include "constable/startup/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable {

/// How far a migration has come: what a progress bar shows.
struct migration_progress {
    std::string_view version;
    std::string_view description;
    std::size_t migration = 0;     ///< the how many-th of this run, from 1
    std::size_t migrations = 0;    ///< in this run
    std::size_t step = 0;          ///< that is done; 0 when the migration begins
    std::size_t steps = 0;
    std::int64_t rows = 0;         ///< that a backfill has walked
    std::int64_t estimated_rows = 0; ///< of the table, as the server's statistics say; 0: unknown
    bool is_done = false;          ///< of the migration
};

/// Called as a migration goes on; `user` is what the options say. It must not throw.
using progress_function = void (*)(const migration_progress& how_far, void* user);

/// How to migrate.
struct migrate_options {
    /// How far: `head` (everything), a version (with what it depends on), or `+n` (the next n that are pending).
    std::string target = "head";
    int statement_timeout_seconds = 0; ///< of each statement; 0: none, since the data say how long it takes
    progress_function progress = nullptr;
    void* user = nullptr; ///< for `progress`
};

/// How to roll back.
struct rollback_options {
    /// How far: `-n` (the last n that are applied), a version (which stays applied, and what depends on it goes) or
    /// `base` (everything).
    std::string target = "-1";
    std::string only{};           ///< a version: just that one, when nothing applied depends on it; `target` is not read
    bool confirmed = false;       ///< in production (MIGRATION_ENV or ENV is prod or production): yes, really
    bool allow_data_loss = false; ///< stored data may be lost
    bool safety_check = true;     ///< false: neither of these is asked for, nor the backup
    bool (*has_backup)(void* user) = nullptr; ///< whether there is a recent backup; null: nobody asks
    int statement_timeout_seconds = 0;
    progress_function progress = nullptr;
    void* user = nullptr; ///< for `has_backup` and `progress`
};

/// How to repair a ledger.
struct repair_options {
    bool checksums = true;       ///< of applied migrations that were edited: the present text is right
    bool failed = true;          ///< forget failures; what is half done is carried on with the next migration
    bool running = true;         ///< accept edited steps of interrupted migrations
    bool forget_unknown = false; ///< delete the rows of versions that the program does not know
};

/// What a command about migrations did.
struct migration_run {
    bool success = false;
    std::string message;                  ///< one line
    std::vector<std::string> applied;     ///< versions, in the order in which they were applied (or stamped, or repaired)
    std::vector<std::string> rolled_back; ///< versions, in the order in which they were taken back
    std::vector<std::string> errors;      ///< what went wrong and what to do
    failure_kind failure = failure_kind::none;
    std::string sqlstate{};               ///< of the server's error, where there was one
    std::size_t round_trips = 0;
    std::chrono::duration<double> duration{}; ///< seconds
    std::string timestamp{};              ///< of the end, ISO 8601, UTC
    std::string service{};                ///< the name of the history
};

} // namespace constable
