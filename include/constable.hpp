// SPDX-License-Identifier: BSL-1.0
// Constable: PostgreSQL tables as constexpr types. Everything that a main needs.
#pragma once

#include "constable/declare/diff.hpp"
#include "constable/schema.hpp"
#include "constable/startup/ensure_schema.hpp"
#include "constable/startup/environment.hpp"
#include "constable/startup/status.hpp"
#include "constable/startup/verify.hpp"
