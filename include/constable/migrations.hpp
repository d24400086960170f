// SPDX-License-Identifier: BSL-1.0
// Enough to declare a schema and the migrations that lead to it: without libpqxx and spdlog.
#pragma once

#include "constable/migrate/history.hpp"
#include "constable/migrate/object_words.hpp"
#include "constable/migrate/sql_words.hpp"
#include "constable/migrate/table_words.hpp"
#include "constable/schema.hpp"
