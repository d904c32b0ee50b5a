// Names of what this wing keeps.
#pragma once

#include "access/ids.h"
#include "access/policy.h"
#include "base/id.h"

namespace plans {
struct PlanTag {};
struct TargetTag {};
struct ProvisionLineTag {};
struct AgreementTag {};
struct ConsentTag {};
struct BankEntryTag {};
using PlanId = base::Id<PlanTag>;
using TargetId = base::Id<TargetTag>;
using ProvisionLineId = base::Id<ProvisionLineTag>;
using AgreementId = base::Id<AgreementTag>;
using ConsentId = base::Id<ConsentTag>;
using BankEntryId = base::Id<BankEntryTag>;
}  // namespace plans
