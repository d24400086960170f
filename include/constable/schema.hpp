// SPDX-License-Identifier: BSL-1.0
// Enough to declare a schema and to derive its catalog and DDL: without libpqxx and spdlog.
#pragma once

#include "constable/declare/ddl.hpp"
#include "constable/declare/privileges.hpp"
#include "constable/declare/raw.hpp"
#include "constable/declare/routine.hpp"
#include "constable/declare/rule.hpp"
#include "constable/declare/statistics.hpp"
#include "constable/declare/table_of.hpp"
#include "constable/declare/view.hpp"
