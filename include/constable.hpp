// SPDX-License-Identifier: BSL-1.0
// Constable: PostgreSQL tables as constexpr types. Everything that a main needs.
#pragma once

#include "constable/declare/diff.hpp"
#include "constable/migrations.hpp"
#include "constable/runner/adopt.hpp"
#include "constable/runner/ensure_history.hpp"
#include "constable/runner/migrate.hpp"
#include "constable/runner/offline.hpp"
#include "constable/runner/overview.hpp"
#include "constable/runner/preview.hpp"
#include "constable/runner/repair.hpp"
#include "constable/runner/rollback.hpp"
#include "constable/schema.hpp"
#include "constable/startup/ensure_schema.hpp"
#include "constable/startup/environment.hpp"
#include "constable/startup/status.hpp"
#include "constable/startup/verify.hpp"
