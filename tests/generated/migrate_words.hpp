// SPDX-License-Identifier: BSL-1.0
// The words of migrations without libpqxx and spdlog, which generated headers would include otherwise.
#pragma once

#include <constable/migrate/history.hpp>
#include <constable/migrate/object_words.hpp>
#include <constable/migrate/sql_words.hpp>
#include <constable/migrate/table_words.hpp>
#include <constable/schema.hpp>
